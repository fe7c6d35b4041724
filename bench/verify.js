// How long verify takes: over this repository as a ratio to a bare Node start,
// pair by pair, so that the figure holds when the machine's speed drifts; and
// over a fleet of N and of 2N small rollouts, with peak memory and growth.
// Run: node bench/verify.js [fleet size] [pairs]
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fleet, measure, row } from "./small-fleet.js";

const count = Number(process.argv[2] ?? 1000);
const pairs = Number(process.argv[3] ?? 9);
const root = fileURLToPath(new URL("..", import.meta.url));
const main = fileURLToPath(new URL("../lib/cli/main.js", import.meta.url));
const cache = join(root, "node_modules/.cache/rampart");

const cases = [
  { name: "rampart verify, as before", args: [main, "verify"], budget: 5 },
  { name: "rampart verify, nothing remembered", args: [main, "verify"], before: () => rmSync(cache, { recursive: true, force: true }) },
  { name: "rampart verify --strict, bundles kept", args: [main, "verify", "--strict"] },
  { name: "rampart verify --data-only", args: [main, "verify", "--data-only"] },
];

/** Milliseconds of one run of node with these arguments. */
function time(args) {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  const took = performance.now() - started;
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`);
  return took;
}

function median(values) {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)];
}

console.log(`node ${process.version}\n\nThis repository, ${pairs} pairs each:`);
for (const { name, args, before, budget } of cases) {
  before?.();
  time(args);
  const measured = Array.from({ length: pairs }, () => {
    before?.();
    const bare = time(["-e", "0"]);
    return { bare, took: time(args) };
  });
  const ratio = median(measured.map(({ bare, took }) => took / bare));
  const [bare, took] = [median(measured.map((pair) => pair.bare)), median(measured.map((pair) => pair.took))];
  const verdict = budget === undefined ? "" : `  (budget ${budget}: ${ratio <= budget ? "kept" : "exceeded"})`;
  console.log(
    `  ${name.padEnd(38)} ${took.toFixed(0).padStart(5)} ms   node -e 0 ${bare.toFixed(0).padStart(4)} ms   ratio ${ratio.toFixed(2)}${verdict}`,
  );
}

console.log(`\nA fleet, budget for ${count === 1000 ? "1000" : count} rollouts: 5 s and 400 MiB`);
const commands = [
  { name: "verify --data-only", args: ["verify", "--data-only"] },
  {
    name: "verify, nothing remembered",
    args: ["verify"],
    before: (folder) => rmSync(join(folder, "node_modules/.cache"), { recursive: true, force: true }),
  },
  { name: "verify --strict, bundles kept", args: ["verify", "--strict"] },
  { name: "verify, as before", args: ["verify"], before: (folder) => measure(folder, ["verify"]) },
];
const figures = [count, count * 2].map((size) => {
  const folder = fleet(size);
  try {
    const rendered = measure(folder, ["compile"]);
    if (rendered.status !== 0) throw new Error(`compile ended with ${rendered.status}: ${rendered.stdout}`);
    return commands.map(({ name, args, before }) => {
      before?.(folder);
      const figure = measure(folder, args);
      console.log(row(size, name, figure));
      return figure;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
for (const [index, { name }] of commands.entries()) {
  const [one, two] = figures.map((run) => run[index]);
  console.log(
    `  twice as many, ${name.padEnd(30)} ${(two.processor / one.processor).toFixed(2)} times the processor time, ${(two.peak / one.peak).toFixed(2)} times the memory`,
  );
}
