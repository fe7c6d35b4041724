import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { prometheusRule } from "../../../src/compile/generators/prometheus-rule.ts";
import { ruleTests } from "../../../src/compile/generators/rule-tests.ts";
import { rulesFile } from "../../../src/compile/generators/rules-file.ts";
import { seriesName } from "../../../src/compile/observability/rule-tests/input-series.ts";
import { ruleCases } from "../../../src/compile/observability/rule-tests/rule-cases.ts";
import { contextsOf } from "../../cases/contexts.ts";
import { limits } from "../../cases/limits.ts";
import { oddTexts } from "../../cases/odd-texts.ts";
import { stageOnly } from "../../cases/stage-only.ts";

const [, canary] = contextsOf(stageOnly);
if (canary === undefined) throw new Error("no stage");

describe("prometheus-rule", () => {
  test("writes an object that the operator selects", () => {
    expect(prometheusRule.generate(canary)).toEqual([
      {
        path: "manifests/prometheusrule.yaml",
        content: `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: stage-only
  namespace: shop
  labels:
    app.kubernetes.io/managed-by: rampart
    app.kubernetes.io/name: shop
    app.kubernetes.io/part-of: stage-only
    rampart.dev/environment: production
    rampart.dev/rollout: stage-only
    release: kube-prometheus-stack
spec:
  groups:
    - name: stage-only.production.stage
      interval: 30s
      rules:
        - record: rollout:candidate_weight:percent
          expr: vector(33)
          labels:
            rollout: stage-only
            environment: production
            stage: canary-33
`,
      },
    ]);
  });

  test("holds the very groups that promtool tests", () => {
    for (const context of contextsOf(limits)) {
      const [object] = prometheusRule.generate(context);
      const [plain] = rulesFile.generate(context);
      expect(parse(object?.content ?? "").spec).toEqual(parse(plain?.content ?? ""));
    }
  });
});

describe("rule-tests", () => {
  test("tests the plain rule file, group by group in its order", () => {
    expect(ruleTests.generate(canary)).toEqual([
      {
        path: "rules.test.yaml",
        content: `rule_files:
  - rules.yaml
evaluation_interval: 5m
group_eval_order:
  - stage-only.production.stage
tests:
  - name: 'the stage is recorded'
    interval: 1m
    input_series: []
    promql_expr_test:
      - expr: 'rollout:candidate_weight:percent{environment="production",rollout="stage-only"}'
        eval_time: 0s
        exp_samples:
          - labels: 'rollout:candidate_weight:percent{environment="production",rollout="stage-only",stage="canary-33"}'
            value: 33
`,
      },
    ]);
  });

  test("keeps every text to the letter, whatever is in it", () => {
    const [context] = contextsOf(oddTexts);
    if (context === undefined) throw new Error("no stage");
    const series = ruleCases(context).map(({ inputs }) => inputs.map(seriesName));
    const { tests } = parse(ruleTests.generate(context)[0]?.content ?? "");
    expect(tests.map(({ input_series: written }: { input_series: { series: string }[] }) => written.map((one) => one.series))).toEqual(
      series,
    );
  });

  test("changes by a line from one weight to the next", () => {
    const texts = contextsOf(limits).map((context) => (ruleTests.generate(context)[0]?.content ?? "").split("\n"));
    const [, now = [], next = []] = texts;
    const added = next.filter((line) => !now.includes(line));
    expect(added.filter((line) => line.includes("stage=")).length).toBe(1);
  });
});
