import { example } from "./example.ts";
import { alertCommon, metrics } from "./metrics.ts";

const requests = { metric: "http_requests_total" } as const;
const evidence = { noData: "hold", title: "A change" } as const;

/** The candidate against the baseline: percentage points, per cent and multiples, in both directions. */
export const deltas = example("deltas", {
  metrics,
  signals: {
    errors: { kind: "ratio", title: "Error rate", numerator: { ...requests, where: { code: { startsWith: "5" } } }, denominator: requests },
    latency: { kind: "quantile", title: "Latency", histogram: { metric: "http_request_duration_seconds" }, quantile: 0.95 },
    score: { kind: "mean", title: "Score", histogram: { metric: "judge_score" }, worse: "lower", window: "1h" },
    "request-rate": { kind: "rate", title: "Request rate", counter: requests },
    bypasses: { kind: "increase", title: "Bypasses", counter: { metric: "login_bypass_total" } },
    sessions: { kind: "level", title: "Sessions", gauge: { metric: "sessions" } },
    memory: {
      kind: "quotient",
      title: "Memory per session",
      numerator: { metric: "session_memory_bytes" },
      denominator: { metric: "sessions" },
      unit: "bytes",
    },
  },
  gates: {
    errors: { kind: "delta", ...evidence, signal: "errors", hold: { above: "+0.5 pp" }, rollback: { above: "+20 pp" } },
    fewer: { kind: "delta", ...evidence, signal: "errors", hold: { below: "-0.5 pp" } },
    latency: { kind: "delta", ...evidence, signal: "latency", hold: { above: "1.5x" }, rollback: { above: "2x" } },
    "latency-relative": { kind: "delta", ...evidence, signal: "latency", hold: { above: "+10 %" } },
    score: { kind: "comparison", ...evidence, signal: "score", otherwise: { below: "-1 %" }, rollback: { below: "-5 %" } },
  },
  readiness: { record: "shop:ready", gates: ["errors", "latency", "latency-relative", "score"] },
  alerts: {
    ErrorsHold: { when: { kind: "gate", gate: "errors" }, ...alertCommon },
    ErrorsRollback: { when: { kind: "gate", gate: "errors", limit: "rollback", minimumSamples: 100 }, ...alertCommon },
    FewerHold: { when: { kind: "gate", gate: "fewer" }, ...alertCommon },
    LatencyHold: { when: { kind: "gate", gate: "latency" }, ...alertCommon },
    LatencyRelative: { when: { kind: "gate", gate: "latency-relative" }, ...alertCommon },
    ScoreHold: { when: { kind: "gate", gate: "score" }, ...alertCommon },
    ScoreRollback: { when: { kind: "gate", gate: "score", limit: "rollback" }, ...alertCommon },
    RateTenfold: { when: { kind: "delta", signal: "request-rate", bound: { above: "10x" } }, ...alertCommon },
    BypassesGrow: { when: { kind: "delta", signal: "bypasses", bound: { above: "+10 %" } }, ...alertCommon },
    SessionsDrop: { when: { kind: "delta", signal: "sessions", bound: { below: "0.5x" } }, ...alertCommon },
    MemoryGrows: { when: { kind: "delta", signal: "memory", bound: { above: "1.2x" } }, ...alertCommon },
    ErrorsTenfold: { when: { kind: "delta", signal: "errors", bound: { above: "10x" }, minimumSamples: 20 }, ...alertCommon },
  },
});
