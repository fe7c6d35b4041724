import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { compileAllStages } from "../../src/compile/compile.ts";
import { packageVersion } from "../../src/project/package-version.ts";
import { readProject } from "../../src/project/read-project.ts";
import { testRules } from "../compile/observability/promtool.ts";
import { part } from "./harness/part.ts";
import { prometheusVersion } from "./harness/prometheus-version.ts";

/** What people mean by the rules of a migration, whatever expressions they are compiled to. */
interface Intent {
  /** Growth in 30 s of each counter. */
  readonly counters: Readonly<Record<string, number>>;
  /** Alerts that fire once every one had the time to; those of shadow mode and latency are asked. */
  readonly fires: readonly string[];
  readonly ready: 0 | 1;
}

const { system, breakable } = part();
system("promtool", prometheusVersion("promtool"));
/** A rule file as it is tested. */
const tested = breakable(
  (content: string) => content,
  "limits hold on the other side",
  () => (content) => content.replaceAll(" > 0", " < 0"),
);

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** Requests of a gateway that all take at most so many seconds. */
function requests(gateway: "python" | "rust", count: number, seconds: string): Readonly<Record<string, number>> {
  const buckets = ["0.05", "0.1", "0.17", "0.3", "1"].map((le): [string, number] => [
    `mcp_request_duration_seconds_bucket{gateway="${gateway}",le="${le}"}`,
    Number(le) < Number(seconds) ? 0 : count,
  ]);
  return {
    [`mcp_requests_total{gateway="${gateway}"}`]: count,
    ...Object.fromEntries(buckets),
    [`mcp_request_duration_seconds_bucket{gateway="${gateway}",le="+Inf"}`]: count,
    [`mcp_request_duration_seconds_count{gateway="${gateway}"}`]: count,
  };
}

function shadow(matches: number, mismatches: number): Readonly<Record<string, number>> {
  return { 'mcp_shadow_match_total{result="match"}': matches, 'mcp_shadow_match_total{result="mismatch"}': mismatches };
}

const python = requests("python", 1000, "0.1");
const healthy = { ...python, ...requests("rust", 100, "0.1") };

const intents: Readonly<Record<string, Intent>> = {
  "one mismatch in 100 000 does not fire the mismatch alert": { counters: shadow(99_999, 1), fires: [], ready: 0 },
  "two mismatches in 1 000 fire the mismatch alert": { counters: shadow(998, 2), fires: ["MCPShadowMismatchRateHigh"], ready: 0 },
  "latency at ten times the baseline fires both latency alerts": {
    counters: { ...python, ...requests("rust", 100, "1") },
    fires: ["MCPRustGatewayLatencyCritical", "MCPRustGatewayLatencyHigh"],
    ready: 0,
  },
  "latency between pause and rollback limit only pauses": {
    counters: { ...python, ...requests("rust", 100, "0.17") },
    fires: ["MCPRustGatewayLatencyHigh"],
    ready: 0,
  },
  "no data at all is not ready": { counters: {}, fires: [], ready: 0 },
  "everything healthy, without an error series yet, is ready": { counters: healthy, fires: [], ready: 1 },
  "errors beyond the limit are not ready": {
    counters: { ...healthy, 'mcp_request_errors_total{gateway="rust"}': 1 },
    fires: ["MCPRustGatewayErrorRateHigh"],
    ready: 0,
  },
  "a candidate without traffic is not ready": { counters: { ...python, ...requests("rust", 0, "0.1") }, fires: [], ready: 0 },
};

/** A file for `promtool test rules`, as JSON, which YAML reads. */
function promtoolTest({ counters, fires, ready }: Intent, environment: string): string {
  const labels = `{environment="${environment}",rollout="mcp-gateway-rust"}`;
  return JSON.stringify({
    rule_files: ["rules.yaml"],
    evaluation_interval: "30s",
    tests: [
      {
        interval: "30s",
        input_series: Object.entries(counters).map(([series, growth]) => ({ series, values: `0+${growth}x60` })),
        promql_expr_test: [
          {
            expr: "mcp:rust_gateway_ready_for_traffic",
            eval_time: "25m",
            exp_samples: [{ labels: `mcp:rust_gateway_ready_for_traffic${labels}`, value: ready }],
          },
          {
            expr: 'count by (alertname) (ALERTS{alertname=~"MCPShadow.*|MCPRustGateway(Latency|Error).*",alertstate="firing"})',
            eval_time: "25m",
            exp_samples: fires.map((alertname) => ({ labels: `{alertname="${alertname}"}`, value: 1 })),
          },
        ],
      },
    ],
  });
}

describe("rules of mcp-gateway-rust", () => {
  const rules = new Map<string, string>();
  beforeAll(async () => {
    const trees = compileAllStages(await readProject(root), { version: packageVersion() }, { rollouts: ["mcp-gateway-rust"] });
    for (const { environment, stage, artifacts } of trees) {
      rules.set(`${environment}/${stage}`, tested(artifacts.find(({ path }) => path === "rules.yaml")?.content ?? ""));
    }
  });

  describe.each(["production/shadow", "production/canary-1", "staging/full"])("at %s", (standing) => {
    const [environment = ""] = standing.split("/");
    test.each(Object.entries(intents))("%s", (_, intent) => {
      expect(testRules(rules.get(standing) ?? "", promtoolTest(intent, environment))).toEqual({
        status: 0,
        output: expect.stringContaining("SUCCESS"),
      });
    });
  });
});
