// A generated fleet of small rollouts, for what grows with their number.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../lib/cli/main.js", import.meta.url));
const sample = fileURLToPath(new URL("../test/package/project", import.meta.url));

/** A project of so many copies of the small sample rollout, each with its own name and host. */
export function fleet(size) {
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
export function measure(root, args) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync("/usr/bin/time", ["-f", "%M %U %S", process.execPath, main, ...args], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const seconds = (performance.now() - started) / 1000;
  const [peak = 0, user = 0, system = 0] = (stderr.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
  return { status, seconds, processor: user + system, peak: peak / 1024, stdout };
}

/** One line of a measurement. */
export function row(size, name, { status, seconds, processor, peak }) {
  const figures = `${seconds.toFixed(2).padStart(7)} s  ${processor.toFixed(2).padStart(7)} s of processor  ${peak.toFixed(0).padStart(5)} MiB`;
  return `${String(size).padStart(6)} rollouts  ${name.padEnd(34)} ${figures}  exit ${status}`;
}
