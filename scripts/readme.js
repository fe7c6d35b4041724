// Refreshes what the README shows: the output of each `<!-- run: … -->` command
// and the definition of `rollouts/checkout.ts`. The tests hold both to the letter.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = new URL("../README.md", import.meta.url);
const definition = readFileSync(new URL("../test/package/project/rollouts/checkout.ts", import.meta.url), "utf8");

const text = readFileSync(readme, "utf8")
  .replace(/(<!-- run: (.+) -->\n```\w+\n)[\s\S]*?(\n```)/g, (_whole, head, command, tail) => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [`${root}lib/cli/main.js`, ...command.split(" ")], {
      cwd: root,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`rampart ${command} ended with ${status}: ${stderr}`);
    return `${head}${stdout.trimEnd()}${tail}`;
  })
  .replace(/(```ts\n\/\/ rollouts\/checkout\.ts\n)[\s\S]*?(```)/, (_whole, head, tail) => `${head}${definition}${tail}`);
writeFileSync(readme, text);
