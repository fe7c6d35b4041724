import { toYaml } from "../../base/yaml.ts";
import { formatDuration } from "../../model/quantity.ts";
import type { Generator } from "../generator.ts";
import { ruleCases } from "../observability/rule-tests/rule-cases.ts";
import { evaluationSeconds, type RuleCase } from "../observability/rule-tests/rule-case.ts";
import { seriesName, seriesValues } from "../observability/rule-tests/input-series.ts";
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
    const file = {
      rule_files: ["rules.yaml"],
      evaluation_interval: formatDuration(evaluationSeconds),
      group_eval_order: context.observability.groups.map(({ name }) => name),
      tests: ruleCases(context).map(testOf),
    };
    return [{ path: "rules.test.yaml", content: toYaml(file) }];
  },
};

function testOf({ story, of, step, inputs, checks }: RuleCase): unknown {
  const until = Math.max(...checks.map(({ at }) => at));
  return {
    name: of.length === 0 ? story : `${story}: ${of.join(", ")}`,
    interval: formatDuration(step),
    input_series: inputs.map((input) => ({ series: seriesName(input), values: seriesValues(input, step, until) })),
    promql_expr_test: checks.map(({ expr, at, samples }) => ({
      expr,
      eval_time: formatDuration(at),
      exp_samples: samples.map(({ metric, labels, value }) => ({
        labels: metric === "" ? "{}" : selectorOf(metric, labels),
        value: Number(value),
      })),
    })),
  };
}
