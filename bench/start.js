// Wall time of commands as a ratio to a bare Node start, pair by pair, so that
// the figure holds when the machine's speed drifts. Run: node bench/start.js [runs]
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const runs = Number(process.argv[2] ?? 15);
const root = fileURLToPath(new URL("..", import.meta.url));
const main = fileURLToPath(new URL("../lib/cli/main.js", import.meta.url));
const cache = fileURLToPath(new URL("../node_modules/.cache/rampart", import.meta.url));

const cases = [
  { name: "rampart --version", args: [main, "--version"], budget: 1.5 },
  { name: "rampart compile --check, cache warm", args: [main, "compile", "--check"], budget: 5 },
  {
    name: "rampart compile --check, cache cold",
    args: [main, "compile", "--check"],
    before: () => rmSync(cache, { recursive: true, force: true }),
  },
];

/** Milliseconds of one run of node with these arguments. */
function time(args) {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  const took = performance.now() - started;
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`);
  return took;
}

function median(values) {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)];
}

console.log(`node ${process.version}, ${runs} pairs each\n`);
for (const { name, args, before, budget } of cases) {
  before?.();
  time(args);
  const pairs = Array.from({ length: runs }, () => {
    before?.();
    const bare = time(["-e", "0"]);
    return { bare, took: time(args) };
  });
  const ratio = median(pairs.map(({ bare, took }) => took / bare));
  const [bare, took] = [median(pairs.map((pair) => pair.bare)), median(pairs.map((pair) => pair.took))];
  const verdict = budget === undefined ? "" : ratio <= budget ? `  (budget ${budget}: kept)` : `  (budget ${budget}: exceeded)`;
  console.log(
    `${name.padEnd(38)} ${took.toFixed(0).padStart(5)} ms   node -e 0 ${bare.toFixed(0).padStart(4)} ms   ratio ${ratio.toFixed(2)}${verdict}`,
  );
}
