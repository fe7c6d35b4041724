import { describe, expect, test } from "vitest";
import { toYaml } from "../../src/base/yaml.ts";
import { rulesFile } from "../../src/compile/generators/rules-file.ts";
import { contextsOf } from "../cases/contexts.ts";
import { mirrored } from "../cases/mirrored.ts";
import { testRules, type PromtoolResult } from "../compile/observability/promtool.ts";
import { part } from "./harness/part.ts";
import { prometheusVersion } from "./harness/prometheus-version.ts";

const { system, breakable } = part();
system("promtool", prometheusVersion("promtool"));
/** A rule file as it is tested. */
const tested = breakable(
  (content: string) => content,
  "a stage without a share is recorded with all of it",
  () => (content) => content.replaceAll("expr: vector(0)", "expr: vector(100)"),
);

/** Whether these alerts fire at a stage after an hour, and no others, given these series and evaluated every 30 s. */
function firing(stage: string, series: Readonly<Record<string, string>>, alerts: readonly string[]): PromtoolResult {
  const context = contextsOf(mirrored).find(({ position }) => position.stage.name === stage);
  if (context === undefined) throw new Error(`no stage "${stage}"`);
  const tests = toYaml({
    rule_files: ["rules.yaml"],
    evaluation_interval: "30s",
    group_eval_order: context.observability.groups.map(({ name }) => name),
    tests: [
      {
        interval: "1m",
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: [
          {
            expr: 'count by (alertname) (ALERTS{alertstate="firing"})',
            eval_time: "1h",
            exp_samples: alerts.map((alertname) => ({ labels: `{alertname="${alertname}"}`, value: 1 })),
          },
        ],
      },
    ],
  });
  return testRules(tested(rulesFile.generate(context)[0]?.content ?? ""), tests);
}

const idle = {
  'up{job="shop-new"}': "0+0x60",
  'http_request_duration_seconds_count{version="new"}': "7+0x60",
  'comparisons_total{result="match"}': "7+0x60",
};
const busy = {
  'up{job="shop-next"}': "1+0x60",
  'http_request_duration_seconds_count{version="new"}': "0+60x60",
  'comparisons_total{result="match"}': "0+60x60",
};

describe("a candidate that is down and idle", () => {
  test.each([
    ["before", []],
    ["shadow", ["CandidateDown", "CandidateWithoutTraffic", "NoCopies"]],
    ["canary-1", ["CandidateDown", "CandidateWithoutTraffic"]],
    ["full", ["CandidateDown", "CandidateWithoutTraffic"]],
  ])("is missed at stage %s by %j", (stage, alerts) => {
    expect(firing(stage, idle, alerts)).toMatchObject({ status: 0 });
  });

  test("is missed at any stage that needs it when there is no data at all", () => {
    expect(firing("before", {}, [])).toMatchObject({ status: 0 });
    expect(firing("shadow", {}, ["CandidateDown", "CandidateWithoutTraffic", "NoCopies"])).toMatchObject({ status: 0 });
  });

  test("is not missed while it is up and has traffic", () => {
    expect(firing("shadow", busy, [])).toMatchObject({ status: 0 });
    expect(firing("full", busy, [])).toMatchObject({ status: 0 });
  });
});
