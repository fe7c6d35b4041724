import { describe, expect, test } from "vitest";
import { checkRules, testRules } from "../compile/observability/promtool.ts";
import { part } from "./harness/part.ts";
import { prometheusVersion } from "./harness/prometheus-version.ts";
import { textOf, treeRows } from "./ladder-trees.ts";

const { system, breakable } = part();
system("promtool", prometheusVersion("promtool"));

const rows = breakable(
  treeRows.map(([name, tree]) => [name, textOf(tree, "rules.yaml"), textOf(tree, "rules.test.yaml")] as const),
  "the rules record another weight than the stage has",
  (sound) => sound.map(([name, rules, tests]) => [name, rules.replaceAll("expr: vector(", "expr: vector(1 + "), tests] as const),
);

const passed = { status: 0, output: expect.stringContaining("SUCCESS") };

describe.each(rows)("%s", (_, rules, tests) => {
  test("promtool accepts the rules without a lint, and their unit tests pass", () => {
    expect(checkRules(rules)).toEqual(passed);
    expect(testRules(rules, tests)).toEqual(passed);
  });
});

test("promtool refuses an expression that does not parse", () => {
  const [, rules = ""] = rows[0] ?? [];
  expect(checkRules(rules.replace("expr: vector(", "expr: vector((")).status).not.toBe(0);
});
