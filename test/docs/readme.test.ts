import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Environment } from "../../src/model/environment.ts";
import { Ladder, Levers, Stage } from "../../src/model/ladder.ts";
import { Rollout } from "../../src/model/rollout.ts";
import { rampart } from "../cli/scratch.ts";

const root = new URL("../..", import.meta.url).pathname;
const readme = readFileSync(`${root}README.md`, "utf8");

describe("what the README shows is what the command prints", () => {
  const examples = [...readme.matchAll(/<!-- run: (.+) -->\n```\w+\n([\s\S]*?)\n```/g)].map(([, command = "", output = ""]) => [command, output] as const);

  test("there are such examples", () => expect(examples.length).toBeGreaterThanOrEqual(3));

  test.each(examples)("rampart %s", async (command, output) => {
    const { stdout, stderr } = await rampart(root, ...command.split(" "));
    expect(stderr).toBe("");
    expect(stdout.trimEnd()).toBe(output);
  });
});

test("the README's definition is the one that is compiled as a package's user", () => {
  const shown = /```ts\n\/\/ rollouts\/checkout\.ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  expect(shown).toBe(readFileSync(`${root}test/package/project/rollouts/checkout.ts`, "utf8"));
});

describe("docs/model.md tells every field an author can fill", () => {
  const page = readFileSync(`${root}docs/model.md`, "utf8");
  test.each([...Object.keys(Rollout.shape), ...Object.keys(Environment.shape), ...Object.keys(Ladder.shape), ...Object.keys(Stage.shape), ...Object.keys(Levers.shape)])("%s", (field) => {
    expect(page).toContain(`\`${field}\``);
  });
});
