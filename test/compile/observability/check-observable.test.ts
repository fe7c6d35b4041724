import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/base/user-error.ts";
import { contextsOf } from "../../cases/contexts.ts";
import { example } from "../../cases/example.ts";
import { alertCommon, metrics } from "../../cases/metrics.ts";

const requests = { metric: "http_requests_total" };
const errors = { kind: "ratio", title: "Errors", numerator: { ...requests, where: { code: "500" } }, denominator: requests };
const gate = { kind: "limit", title: "Gate", signal: "errors", noData: "hold", hold: { above: "1 %" } };
const latency = { kind: "quantile", title: "Latency", histogram: { metric: "http_request_duration_seconds" }, quantile: 0.5 };

describe("rules are refused", () => {
  test.each([
    [
      "when a window holds less than two scrapes",
      { signals: { errors: { ...errors, window: "30s" } } },
      "signals.errors.window is 30s, less than two scrapes (30s)",
    ],
    [
      "when a series can be of both sides",
      { signals: { errors }, variants: { baseline: {}, candidate: { version: "new" } } },
      'variants a series of "http_requests_total" can belong to baseline and candidate at once (signal "errors")',
    ],
    [
      "when a signal excludes a side",
      { signals: { errors: { ...errors, denominator: { ...requests, where: { version: "old" } } } } },
      'signals.errors.denominator.where contradicts the matchers of a variant: no series of "http_requests_total" can meet both',
    ],
    [
      "when a ratio is always 100 %",
      { signals: { errors: { ...errors, numerator: requests } } },
      "signals.errors.numerator counts all that the denominator counts",
    ],
    [
      "when two signals record the same series",
      { signals: { errors: { ...errors, record: { candidate: "shop:rate" } }, more: { ...errors, record: { candidate: "shop:rate" } } } },
      'signals.more records "shop:rate", as signals.errors does',
    ],
    [
      "when a share is held to 100 %",
      { signals: { errors }, gates: { errors: { ...gate, hold: { above: "100 %" } } } },
      'gates.errors can never be crossed: signal "errors" is never above 100 %',
    ],
    [
      "when a share is held to 0 from below",
      { signals: { errors }, gates: { errors: { ...gate, hold: { below: "0 %" } } } },
      'gates.errors can never be crossed: signal "errors" is never below 0',
    ],
    [
      "when an alert's limit can never be crossed",
      { signals: { errors }, alerts: { Errors: { when: { kind: "limit", signal: "errors", bound: { above: "120 %" } }, ...alertCommon } } },
      "alerts.Errors can never be crossed",
    ],
    [
      "when failures are asked of what has none",
      {
        signals: { latency },
        alerts: {
          Slow: { when: { kind: "limit", signal: "latency", bound: { above: "1s" }, minimumFailures: 5 }, ...alertCommon },
        },
      },
      'alerts.Slow.when.minimumFailures asks for failures of signal "latency" of kind "quantile"',
    ],
    [
      "when percentage points are asked of a latency",
      { signals: { latency }, gates: { latency: { ...gate, kind: "delta", signal: "latency", hold: { above: "+1 pp" } } } },
      'gates.latency compares signal "latency" by percentage points (+1 pp), but it is not a share',
    ],
    [
      "when a label is ours",
      {
        signals: { errors },
        gates: { errors: gate },
        alerts: { Errors: { when: { kind: "gate", gate: "errors" }, ...alertCommon, labels: { severity: "x" } } },
      },
      "alerts.Errors.labels.severity is a label that every alert has already",
    ],
    [
      "when a level is asked for traffic",
      {
        signals: { sessions: { kind: "level", title: "Sessions", gauge: { metric: "sessions" } } },
        alerts: { Idle: { when: { kind: "no-traffic", signal: "sessions" }, ...alertCommon } },
      },
      'alerts.Idle asks for traffic of signal "sessions"',
    ],
    [
      "when readiness names a gate without a series",
      {
        signals: { errors },
        gates: { errors: gate, list: { kind: "checklist", title: "List", items: [{ text: "Done" }] } },
        readiness: { gates: ["errors", "list"] },
      },
      'gate "list" of kind "checklist" has no series',
    ],
  ])("%s", (_, parts, message) => {
    const refused = (): unknown => contextsOf(example("refused", { metrics, ...parts }));
    expect(refused).toThrow(UserError);
    expect(refused).toThrow(message);
  });

  test("and accepted otherwise", () => {
    expect(contextsOf(example("accepted", { metrics, signals: { errors }, gates: { errors: gate } }))).toHaveLength(3);
  });
});
