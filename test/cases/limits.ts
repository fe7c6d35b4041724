import { example } from "./example.ts";
import { alertCommon, metrics } from "./metrics.ts";

const requests = { metric: "http_requests_total" } as const;
const evidence = { noData: "hold", title: "A limit" } as const;

/** Limits of every unit and direction, as gates with hold and rollback, as alerts, and as readiness. */
export const limits = example("limits", {
  metrics,
  signals: {
    errors: {
      kind: "ratio",
      title: "Error rate",
      numerator: { ...requests, where: { code: { oneOf: ["500", "503"] } } },
      denominator: requests,
    },
    matches: {
      kind: "ratio",
      title: "Match rate",
      variants: "none",
      worse: "lower",
      numerator: { metric: "comparisons_total", where: { result: "match" } },
      denominator: { metric: "comparisons_total" },
    },
    latency: { kind: "quantile", title: "Latency", histogram: { metric: "http_request_duration_seconds" }, quantile: 0.95 },
    score: { kind: "mean", title: "Score", histogram: { metric: "judge_score" }, worse: "lower" },
    "request-rate": { kind: "rate", title: "Request rate", counter: requests, worse: "lower" },
    bypasses: { kind: "increase", title: "Bypasses", counter: { metric: "login_bypass_total" }, window: "15m" },
    sessions: { kind: "level", title: "Sessions", gauge: { metric: "sessions" }, worse: "lower" },
    memory: {
      kind: "quotient",
      title: "Memory per session",
      numerator: { metric: "session_memory_bytes" },
      denominator: { metric: "sessions" },
      unit: "bytes",
    },
  },
  gates: {
    errors: { kind: "limit", ...evidence, signal: "errors", hold: { above: "0.1 %" }, rollback: { above: "99.95 %" } },
    matches: { kind: "limit", ...evidence, signal: "matches", hold: { below: "99.9 %" }, rollback: { below: "50 %" } },
    latency: { kind: "limit", ...evidence, signal: "latency", hold: { above: "100ms" } },
    "baseline-latency": { kind: "limit", ...evidence, signal: "latency", variant: "baseline", hold: { above: "2s" } },
    score: { kind: "limit", ...evidence, signal: "score", hold: { below: 0.8 } },
    traffic: { kind: "limit", ...evidence, signal: "request-rate", hold: { below: "3/m" } },
    bypasses: { kind: "limit", ...evidence, signal: "bypasses", hold: { above: 0 } },
    sessions: { kind: "limit", ...evidence, signal: "sessions", hold: { below: 100 } },
    memory: { kind: "limit", ...evidence, signal: "memory", hold: { above: "5 MB" }, rollback: { above: "10 MB" } },
  },
  readiness: { gates: ["errors", "matches", "latency", "baseline-latency", "score", "traffic", "bypasses", "sessions", "memory"] },
  alerts: {
    ErrorsHold: { when: { kind: "gate", gate: "errors" }, ...alertCommon, labels: { team: "shop" } },
    ErrorsRollback: { when: { kind: "gate", gate: "errors", limit: "rollback", minimumSamples: 5000 }, ...alertCommon, for: "0s" },
    MatchesHold: { when: { kind: "gate", gate: "matches", minimumSamples: 0 }, ...alertCommon, severity: "warning", action: "pause" },
    MatchesRollback: { when: { kind: "gate", gate: "matches", limit: "rollback", minimumFailures: 0 }, ...alertCommon },
    LatencyHold: { when: { kind: "gate", gate: "latency" }, ...alertCommon, for: "90s" },
    BaselineLatencyHold: { when: { kind: "gate", gate: "baseline-latency" }, ...alertCommon },
    ScoreHold: { when: { kind: "gate", gate: "score" }, ...alertCommon },
    TrafficHold: { when: { kind: "gate", gate: "traffic" }, ...alertCommon },
    BypassesHold: { when: { kind: "gate", gate: "bypasses" }, ...alertCommon, for: "1m" },
    SessionsHold: { when: { kind: "gate", gate: "sessions" }, ...alertCommon },
    MemoryRollback: { when: { kind: "gate", gate: "memory", limit: "rollback" }, ...alertCommon },
    ErrorsLimit: {
      when: { kind: "limit", signal: "errors", bound: { above: "5 %" }, minimumSamples: 100, minimumFailures: 120 },
      ...alertCommon,
      severity: "info",
      action: "investigate",
    },
    CandidateDown: { when: { kind: "down", metric: "up", where: { job: "shop-new" } }, ...alertCommon, for: "2m" },
    CandidateWithoutTraffic: { when: { kind: "no-traffic", signal: "errors" }, ...alertCommon },
    BaselineWithoutTraffic: { when: { kind: "no-traffic", signal: "latency", variant: "baseline" }, ...alertCommon },
    NoComparisons: { when: { kind: "no-traffic", signal: "matches" }, ...alertCommon },
    NoSessions: { when: { kind: "no-traffic", signal: "memory" }, ...alertCommon },
    NoRequests: { when: { kind: "no-traffic", signal: "request-rate" }, ...alertCommon },
  },
});
