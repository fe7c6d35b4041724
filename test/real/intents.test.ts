import { describe, expect, test } from "vitest";
import production from "../../environments/production.ts";
import mcpGatewayRust from "../../rollouts/mcp-gateway-rust.ts";
import { toYaml } from "../../src/base/yaml.ts";
import { rulesFile } from "../../src/compile/generators/rules-file.ts";
import { checkRollout } from "../../src/model/check-rollout.ts";
import { Environment } from "../../src/model/environment.ts";
import { contextsOf } from "../cases/contexts.ts";
import { testRules } from "../compile/observability/promtool.ts";

const { value: rollout } = checkRollout(mcpGatewayRust);
if (rollout === undefined) throw new Error("the rollout is broken");
const contexts = contextsOf({ rollout, environment: Environment.parse(production) });
const stageNamed = (name: string) => contexts.find(({ position }) => position.stage.name === name);

/** Counters of a gateway with so many requests a minute, such a share of errors, and a p99 latency in seconds. */
function gateway(name: string, requests: number, errors: number, p99: number): Readonly<Record<string, string>> {
  return {
    [`mcp_requests_total{gateway="${name}"}`]: `0+${requests}x60`,
    ...(errors === 0 ? {} : { [`mcp_request_errors_total{gateway="${name}"}`]: `0+${requests * errors}x60` }),
    [`mcp_request_duration_seconds_bucket{gateway="${name}",le="${p99}"}`]: "0+0x60",
    [`mcp_request_duration_seconds_bucket{gateway="${name}",le="+Inf"}`]: `0+${requests}x60`,
    [`mcp_request_duration_seconds_count{gateway="${name}"}`]: `0+${requests}x60`,
    [`mcp_request_duration_seconds_sum{gateway="${name}"}`]: `0+${requests * p99}x60`,
  };
}

function comparisons(match: number, mismatch: number): Readonly<Record<string, string>> {
  return { 'mcp_shadow_match_total{result="match"}': `0+${match}x60`, 'mcp_shadow_match_total{result="mismatch"}': `0+${mismatch}x60` };
}

/** Asks the rules of a stage, evaluated as often as in production, for an expression after an hour. */
function answers(stage: string, series: Readonly<Record<string, string>>, expr: string, samples: readonly { labels: string; value: number }[]): void {
  const context = stageNamed(stage);
  if (context === undefined) throw new Error(`no stage "${stage}"`);
  const tests = toYaml({
    rule_files: ["rules.yaml"],
    evaluation_interval: "30s",
    group_eval_order: context.observability.groups.map(({ name }) => name),
    tests: [
      {
        interval: "1m",
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: [{ expr, eval_time: "1h", exp_samples: samples }],
      },
    ],
  });
  const rules = rulesFile.generate(context)[0]?.content ?? "";
  expect(testRules(rules, tests)).toEqual({ status: 0, output: expect.stringContaining("SUCCESS") });
}

const firing = (alert: string): string => `count(ALERTS{alertname="${alert}",alertstate="firing"})`;
const once = [{ labels: "{}", value: 1 }];
const ready = "sum(mcp:rust_gateway_ready_for_traffic)";
const python = gateway("python", 6000, 0.0002, 0.2);

describe("MCP gateway, Python to Rust", () => {
  test("one mismatch in 100 000 does not fire the mismatch alert", () => {
    answers("shadow", comparisons(99_999, 1), 'count(ALERTS{alertname="MCPShadowMismatchRateHigh"})', []);
    answers("shadow", comparisons(99_999, 1), "mcp:shadow_match_rate:5m > 0.99998 and mcp:shadow_match_rate:5m < 1", [
      { labels: 'mcp:shadow_match_rate:5m{environment="production",rollout="mcp-gateway-rust"}', value: 0.99999 },
    ]);
  });

  test("two mismatches in 1000 do", () => {
    answers("shadow", comparisons(998, 2), firing("MCPShadowMismatchRateHigh"), once);
  });

  test.each(["canary-1", "canary-5", "canary-50"])("latency ten times the baseline's fires the latency alerts at %s", (stage) => {
    const series = { ...python, ...gateway("rust", 60, 0.0002, 2) };
    answers(stage, series, firing("MCPRustGatewayLatencyHigh"), once);
    answers(stage, series, firing("MCPRustGatewayLatencyCritical"), once);
    answers(stage, series, ready, [{ labels: "{}", value: 0 }]);
  });

  test("latency as the baseline's does not", () => {
    answers("canary-5", { ...python, ...gateway("rust", 60, 0, 0.2) }, 'count(ALERTS{alertname=~"MCPRustGatewayLatency.*"})', []);
  });

  test("without data nobody is ready", () => {
    answers("canary-5", {}, ready, [{ labels: "{}", value: 0 }]);
  });

  test("with everything healthy, ready is exactly 1", () => {
    answers("canary-5", { ...python, ...gateway("rust", 60, 0, 0.2) }, ready, once);
    answers("canary-5", { ...python, ...gateway("rust", 60_000, 0.001, 0.3) }, ready, once);
  });

  test("a candidate without traffic is not ready, and says so while the stage sends some", () => {
    const series = { ...python, ...gateway("rust", 0, 0, 0.2) };
    answers("canary-5", series, ready, [{ labels: "{}", value: 0 }]);
    answers("canary-5", series, firing("MCPRustGatewayNoTraffic"), once);
    answers("before", series, 'count(ALERTS{alertname="MCPRustGatewayNoTraffic"})', []);
  });

  test("a Rust gateway that is gone is missed only while it is in use", () => {
    answers("canary-5", { 'up{job="mcp-gateway-rust"}': "0+0x60" }, firing("MCPRustGatewayDown"), once);
    answers("shadow", {}, firing("MCPRustGatewayDown"), once);
    answers("before", { 'up{job="mcp-gateway-rust"}': "0+0x60" }, 'count(ALERTS{alertname="MCPRustGatewayDown"})', []);
  });

  test("errors just over one in a thousand fire, fewer do not", () => {
    answers("canary-5", { ...python, ...gateway("rust", 10_000, 0.0011, 0.2) }, firing("MCPRustGatewayErrorRateHigh"), once);
    answers("canary-5", { ...python, ...gateway("rust", 10_000, 0.0009, 0.2) }, 'count(ALERTS{alertname="MCPRustGatewayErrorRateHigh"})', []);
  });
});
