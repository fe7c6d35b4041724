import { example } from "./example.ts";
import { alertCommon, metrics } from "./metrics.ts";

const requests = { metric: "http_requests_total" } as const;
const duration = { metric: "http_request_duration_seconds" } as const;
const evidence = { noData: "hold", title: "A limit" } as const;

/** Signals that read the same metrics, so that what one of them sees the others see too. */
export const sharedMetrics = example("shared-metrics", {
  metrics,
  signals: {
    errors: { kind: "ratio", title: "Errors", numerator: { ...requests, where: { code: { startsWith: "5" } } }, denominator: requests },
    rejects: { kind: "ratio", title: "Rejects", numerator: { ...requests, where: { code: "429" } }, denominator: requests },
    successes: {
      kind: "ratio",
      title: "Successes",
      worse: "lower",
      numerator: { ...requests, where: { code: { startsWith: "2" } } },
      denominator: requests,
    },
    p50: { kind: "quantile", title: "p50", histogram: duration, quantile: 0.5 },
    p95: { kind: "quantile", title: "p95", histogram: duration, quantile: 0.95 },
    mean: { kind: "mean", title: "Mean", histogram: duration },
    "request-rate": { kind: "rate", title: "Request rate", counter: requests },
  },
  gates: {
    errors: { kind: "limit", ...evidence, signal: "errors", hold: { above: "1 %" } },
    "errors-relative": { kind: "delta", ...evidence, signal: "errors", hold: { above: "1.1x" } },
    rejects: { kind: "limit", ...evidence, signal: "rejects", hold: { above: "5 %" } },
    successes: { kind: "limit", ...evidence, signal: "successes", hold: { below: "90 %" } },
    p50: { kind: "limit", ...evidence, signal: "p50", hold: { above: "50ms" } },
    p95: { kind: "limit", ...evidence, signal: "p95", hold: { above: "200ms" } },
    "p95-relative": { kind: "delta", ...evidence, signal: "p95", hold: { above: "+10 %" } },
    mean: { kind: "limit", ...evidence, signal: "mean", hold: { above: "60ms" } },
  },
  readiness: { gates: ["errors", "errors-relative", "rejects", "successes", "p50", "p95", "p95-relative", "mean"] },
  alerts: { ErrorsHold: { when: { kind: "gate", gate: "errors" }, ...alertCommon } },
});
