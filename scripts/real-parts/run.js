import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * `npm run test:real -- [--broken] [PART...]`: installs what the parts need,
 * runs them and prints a table. With `--broken`, output has faults put in on
 * purpose, and the run passes when each part turns red.
 */
const root = fileURLToPath(new URL("../../", import.meta.url));
const suffix = ".test.ts";
const files = readdirSync(join(root, "test/real")).filter((name) => name.endsWith(suffix));
const parts = files.map((name) => name.slice(0, -suffix.length)).toSorted();
/** Parts that know how to break their output. */
const breakable = parts.filter((name) => readFileSync(join(root, "test/real", name + suffix), "utf8").includes("part()"));

const args = process.argv.slice(2);
const broken = args.includes("--broken");
const asked = args.filter((arg) => arg !== "--broken");
const offered = broken ? breakable : parts;
const unknown = asked.filter((name) => !offered.includes(name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(", ")}${broken ? " that can be broken" : ""}. There are:\n  ${offered.join("\n  ")}`);
  process.exit(1);
}
const chosen = asked.length > 0 ? asked : offered;

let child;
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child?.kill(signal));

function run(command, args, env = {}) {
  return new Promise((resolve) => {
    child = spawn(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
    child.on("error", (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.on("exit", (code) => resolve(code ?? 130));
  });
}

async function main() {
  mkdirSync(join(root, ".cache/real-parts"), { recursive: true });
  const installed = await run("bash", ["scripts/install-real-parts.sh", ...chosen]);
  if (installed !== 0) return installed;
  const built = await run("node", ["scripts/build.js"]);
  if (built !== 0) return built;

  if (!broken) {
    const { code, table } = await judge(chosen);
    if (table !== undefined) console.log(`\n${table}\n`);
    return code;
  }
  // One by one, each only until its first failure.
  const outcomes = [];
  for (const name of chosen) outcomes.push({ name, ...(await judge([name], { RAMPART_BROKEN: "1" }, ["--bail", "1"])) });
  for (const { name, table } of outcomes) console.log(`\n${table ?? `${name}: the tests did not end`}`);
  return outcomes.every(({ red }) => red) ? 0 : 1;
}

/** Runs the tests of parts, and tells what the reporter made of them; no table when they were broken off. */
async function judge(names, env = {}, options = []) {
  const folder = mkdtempSync(join(tmpdir(), "parts-"));
  const outcome = join(folder, "outcome.json");
  try {
    const filters = names.map((name) => `test/real/${name}${suffix}`);
    const args = ["--no-install", "vitest", "run", "--config", "vitest.real.config.ts", ...options, ...filters];
    const code = await run("npx", args, { ...env, RAMPART_REAL_OUTCOME: outcome });
    if (!existsSync(outcome)) return { code: code || 1, red: false };
    return { code, ...JSON.parse(readFileSync(outcome, "utf8")) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exit(await main());
