// A generated fleet of small rollouts: wall time and peak memory of a command
// over N and over 2N of them, to see that work grows in proportion.
// Run: node bench/fleet.js [count] [command...]
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const count = Number(process.argv[2] ?? 1000);
const command = process.argv.length > 3 ? process.argv.slice(3) : ["compile", "--check"];
const main = fileURLToPath(new URL("../lib/cli/main.js", import.meta.url));
const sample = fileURLToPath(new URL("../test/package/project", import.meta.url));

/** A project of so many copies of the small sample rollout, each with its own name and host. */
function fleet(size) {
  const root = mkdtempSync(join(tmpdir(), "rampart-fleet-"));
  mkdirSync(join(root, "environments"));
  cpSync(join(sample, "environments/production.ts"), join(root, "environments/production.ts"));
  mkdirSync(join(root, "rollouts"));
  mkdirSync(join(root, "node_modules"));
  const source = readFileSync(join(sample, "rollouts/checkout.ts"), "utf8");
  for (let index = 0; index < size; index += 1) {
    const name = `checkout-${index}`;
    writeFileSync(
      join(root, "rollouts", `${name}.ts`),
      source
        .replaceAll('"checkout"', `"${name}"`)
        .replace("pay.shop.example.com", `pay-${index}.shop.example.com`)
        .replaceAll("CheckoutErrorsHigh", `CheckoutErrorsHigh${index}`),
    );
  }
  return root;
}

/** Seconds and peak mebibytes of one run. */
function measure(root, args) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync("/usr/bin/time", ["-f", "%M", process.execPath, main, ...args], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const seconds = (performance.now() - started) / 1000;
  const peak = Number(stderr.trim().split("\n").at(-1)) / 1024;
  return { status, seconds, peak, stdout };
}

for (const size of [count, count * 2]) {
  const root = fleet(size);
  try {
    const first = measure(root, ["compile"]);
    if (first.status !== 0) throw new Error(`compile ended with ${first.status}: ${first.stdout}`);
    const cache = join(root, "node_modules/.cache");
    const show = (name, { status, seconds, peak }) =>
      console.log(
        `${String(size).padStart(6)} rollouts  ${name.padEnd(34)} ${seconds.toFixed(2).padStart(7)} s  ${peak.toFixed(0).padStart(5)} MiB  exit ${status}`,
      );
    show("compile, nothing rendered yet", first);
    show(`${command.join(" ")}, warm`, measure(root, command));
    rmSync(cache, { recursive: true, force: true });
    show(`${command.join(" ")}, cold`, measure(root, command));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
