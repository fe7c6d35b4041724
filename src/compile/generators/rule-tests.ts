import { toYaml } from "../../base/yaml.ts";
import { formatDuration } from "../../model/quantity.ts";
import type { Generator } from "../generator.ts";
import { seriesName, seriesValues } from "../observability/rule-tests/input-series.ts";
import { evaluationSeconds, type Check, type RuleCase } from "../observability/rule-tests/rule-case.ts";
import { ruleCases } from "../observability/rule-tests/rule-cases.ts";
import { selectorOf } from "../observability/series.ts";

/**
 * Unit tests of `rules.yaml`, made from the same definition: what each rule
 * does with healthy values, at its limit, without traffic and without data.
 * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
 */
export const ruleTests: Generator = {
  id: "rule-tests",
  description: "unit tests of the rules, for promtool",
  applies: () => true,
  generate(context) {
    const lines = [
      "rule_files:",
      "  - rules.yaml",
      `evaluation_interval: ${formatDuration(evaluationSeconds)}`,
      "group_eval_order:",
      ...context.observability.groups.map(({ name }) => `  - ${name}`),
      "tests:",
      ...ruleCases(context).flatMap(testLines),
    ];
    return [{ path: "rules.test.yaml", content: `${lines.join("\n")}\n` }];
  },
};

// Written line by line: a general YAML writer takes most of a compile's time for files of this size.
function testLines({ story, of, step, inputs, checks }: RuleCase): readonly string[] {
  const until = Math.max(...checks.map(({ at }) => at));
  return [
    `  - name: ${scalar(of.length === 0 ? story : `${story}: ${of.join(", ")}`)}`,
    `    interval: ${formatDuration(step)}`,
    inputs.length === 0 ? "    input_series: []" : "    input_series:",
    ...inputs.flatMap((input) => [
      `      - series: ${scalar(seriesName(input))}`,
      `        values: ${scalar(seriesValues(input, step, until))}`,
    ]),
    "    promql_expr_test:",
    ...checks.flatMap(checkLines),
  ];
}

function checkLines({ expr, at, samples }: Check): readonly string[] {
  return [
    `      - expr: ${scalar(expr)}`,
    `        eval_time: ${formatDuration(at)}`,
    samples.length === 0 ? "        exp_samples: []" : "        exp_samples:",
    ...samples.flatMap(({ metric, labels, value }) => [
      `          - labels: ${scalar(metric === "" ? "{}" : selectorOf(metric, labels))}`,
      `            value: ${value}`,
    ]),
  ];
}

/** A text in YAML; in single quotes, where nothing but the quote itself has a meaning. */
function scalar(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? `'${text.replaceAll("'", "''")}'` : toYaml(text).trimEnd();
}
