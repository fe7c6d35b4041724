import { describe, expect, test } from "vitest";
import { compileAllStages, type Tree } from "../../src/compile/compile.ts";
import { readProject } from "../../src/project/read-project.ts";
import { checkRules, testRules } from "../compile/observability/promtool.ts";

const project = await readProject(new URL("../..", import.meta.url).pathname.replace(/\/$/, ""));
const trees = compileAllStages(project, { version: "0.0.0" });

function content({ artifacts }: Tree, path: string): string {
  const artifact = artifacts.find((one) => one.path === path);
  if (artifact === undefined) throw new Error(`${path} is not rendered`);
  return artifact.content;
}

describe.each(trees.map((tree) => [tree.environment, tree.rollout, tree.stage, tree] as const))(
  "%s %s %s",
  (_environment, _rollout, _stage, tree) => {
    test("promtool accepts the rules without a lint, and their unit tests pass", () => {
      const rules = content(tree, "rules.yaml");
      expect(checkRules(rules)).toEqual({ status: 0, output: expect.stringContaining("SUCCESS") });
      expect(testRules(rules, content(tree, "rules.test.yaml"))).toEqual({ status: 0, output: expect.stringContaining("SUCCESS") });
    });
  },
);
