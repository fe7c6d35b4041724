import type { FolderCheck } from "../check.ts";
import { ruleName } from "../promql/folder-expressions.ts";
import { renderedFolder } from "../rendered-folder.ts";

/**
 * Every rule has a unit test. The test file is read as text: what matters is
 * whether an expectation asks for the rule, and it may be long.
 * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
 */
export const rulesTested: FolderCheck = {
  code: "rules-tested",
  scope: "folder",
  severity: "warning",
  description: "every alert and recorded series is asked for in rules.test.yaml",
  *check(folder) {
    const tests = folder.files.get("rules.test.yaml");
    if (tests === undefined) return;
    const asked = new Set<string>();
    for (const line of tests.split("\n")) {
      // Stories and inputs name rules without asking anything of them.
      if (/^\s*(?:#|(?:- )?(?:name|series|values):)/.test(line)) continue;
      for (const word of line.match(/[A-Za-z_:][\w:]*/g) ?? []) asked.add(word);
    }
    const reported = new Set<string>();
    for (const rule of renderedFolder(folder).rules) {
      const name = rule.alert ?? rule.record ?? "";
      if (asked.has(name) || reported.has(name)) continue;
      reported.add(name);
      yield {
        message: `${ruleName(rule)} has no test in rules.test.yaml`,
        hint: "render the folder again with rampart compile, or add a test of what it does",
        file: `${folder.path}/rules.yaml`,
        path: rule.path,
      };
    }
  },
};
