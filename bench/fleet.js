// Wall time and peak memory of a command over a fleet of N and of 2N small
// rollouts, to see that work grows in proportion.
// Run: node bench/fleet.js [count] [command...]
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fleet, measure, row } from "./small-fleet.js";

const count = Number(process.argv[2] ?? 1000);
const command = process.argv.length > 3 ? process.argv.slice(3) : ["compile", "--check"];

for (const size of [count, count * 2]) {
  const root = fleet(size);
  try {
    const first = measure(root, ["compile"]);
    if (first.status !== 0) throw new Error(`compile ended with ${first.status}: ${first.stdout}`);
    console.log(row(size, "compile, nothing rendered yet", first));
    console.log(row(size, `${command.join(" ")}, warm`, measure(root, command)));
    rmSync(join(root, "node_modules/.cache"), { recursive: true, force: true });
    console.log(row(size, `${command.join(" ")}, cold`, measure(root, command)));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
