import { describe, expect, test } from "vitest";
import { ruleTests } from "../../src/compile/generators/rule-tests.ts";
import { rulesFile } from "../../src/compile/generators/rules-file.ts";
import { contextsOf } from "../cases/contexts.ts";
import { examples } from "../cases/index.ts";
import { checkRules, testRules } from "../compile/observability/promtool.ts";

describe.each(examples.map((example) => [example.rollout.name, example] as const))("rules of %s", (_, example) => {
  test.each(contextsOf(example).map((context) => [context.position.stage.name, context] as const))("at stage %s", (_, context) => {
    const rules = rulesFile.generate(context)[0]?.content ?? "";
    const tests = ruleTests.generate(context)[0]?.content ?? "";
    expect(checkRules(rules)).toMatchObject({ status: 0 });
    expect(testRules(rules, tests)).toEqual({ status: 0, output: expect.stringContaining("SUCCESS") });
  });
});
