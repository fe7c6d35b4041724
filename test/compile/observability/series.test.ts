import { describe, expect, test } from "vitest";
import { seriesAt, seriesOf } from "../../../src/compile/observability/series.ts";
import { everySignal } from "../../cases/every-signal.ts";

const { rollout, environment } = everySignal;

describe("recorded series", () => {
  test.each([
    [
      "errors",
      "variant:errors:ratio_rate5m",
      '(sum(rate(http_requests_total{code=~"5.*",version="new"}[5m])) or 0 * sum(rate(http_requests_total{version="new"}[5m]))) / (sum(rate(http_requests_total{version="new"}[5m])) > 0)',
    ],
    [
      "p99",
      "variant:p99:p99_rate5m",
      'histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{version="new"}[5m]))) > -Inf',
    ],
    [
      "p999",
      "variant:p999:p999_rate1h",
      'histogram_quantile(0.999, sum by (le) (rate(http_request_duration_seconds_bucket{version="new"}[1h]))) > -Inf',
    ],
    [
      "score",
      "variant:score:mean7m",
      'sum(rate(judge_score_sum{version="new"}[7m])) / (sum(rate(judge_score_count{version="new"}[7m])) > 0) > -Inf',
    ],
    ["request-rate", "variant:request_rate:rate49m", 'sum(rate(http_requests_total{version="new"}[49m]))'],
    ["bypasses", "variant:bypasses:increase15m", 'sum(increase(login_bypass_total{version="new"}[15m]))'],
    ["sessions", "variant:sessions:sum", 'sum(sessions{version="new"}) > -Inf'],
    [
      "memory-per-session",
      "variant:memory_per_session:ratio",
      'sum(session_memory_bytes{version="new"}) / (sum(sessions{version="new"}) > 0) > -Inf',
    ],
  ])("of %s for the candidate", (name, record, expr) => {
    expect(seriesOf(rollout, environment, name).at(-1)).toMatchObject({ record, expr, variant: "candidate" });
  });

  test("of the whole service has no variant, and the name that the definition gives", () => {
    expect(seriesOf(rollout, environment, "matches")).toEqual([
      {
        signal: "matches",
        variant: "none",
        record: "shop:match_rate:5m",
        labels: { rollout: "every-signal", environment: "production" },
        over: undefined,
        expr: '(sum(rate(comparisons_total{result="match"}[5m])) or 0 * sum(rate(comparisons_total[5m]))) / (sum(rate(comparisons_total[5m])) > 0)',
        selector: 'shop:match_rate:5m{environment="production",rollout="every-signal"}',
        samples: "sum(increase(comparisons_total[5m]))",
        failures: {
          above: 'sum(increase(comparisons_total{result="match"}[5m]))',
          below:
            'sum(increase(comparisons_total[5m])) - (sum(increase(comparisons_total{result="match"}[5m])) or 0 * sum(increase(comparisons_total[5m])))',
        },
      },
    ]);
  });

  test("over another window has the conventional name", () => {
    expect(seriesAt(rollout, environment, "matches", "none", "1h")).toMatchObject({
      record: "rollout:matches:ratio_rate1h",
      samples: "sum(increase(comparisons_total[1h]))",
    });
  });
});
