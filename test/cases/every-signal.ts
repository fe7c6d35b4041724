import { example } from "./example.ts";
import { metrics } from "./metrics.ts";

const requests = { metric: "http_requests_total" } as const;
const duration = { metric: "http_request_duration_seconds" } as const;

/** Every kind of signal, for both sides, for one side, and for the whole service. */
export const everySignal = example("every-signal", {
  metrics,
  signals: {
    errors: { kind: "ratio", title: "Errors", numerator: { ...requests, where: { code: { startsWith: "5" } } }, denominator: requests },
    "good-answers": {
      kind: "ratio",
      title: "Good answers",
      worse: "lower",
      numerator: { ...requests, where: { code: { noneOf: ["500", "503"] } } },
      denominator: { ...requests, where: { code: { noneOf: [""] } } },
      window: "90s",
    },
    matches: {
      kind: "ratio",
      title: "Matches",
      variants: "none",
      numerator: { metric: "comparisons_total", where: { result: "match" } },
      denominator: { metric: "comparisons_total" },
      record: { none: "shop:match_rate:5m" },
    },
    p99: { kind: "quantile", title: "Latency (p99)", histogram: duration, quantile: 0.99 },
    p999: { kind: "quantile", title: "Latency (p99.9)", histogram: duration, quantile: 0.999, variants: "candidate", window: "1h" },
    score: { kind: "mean", title: "Score", histogram: { metric: "judge_score" }, worse: "lower", window: "7m" },
    "request-rate": { kind: "rate", title: "Request rate", counter: requests, window: "49m" },
    bypasses: { kind: "increase", title: "Bypasses", counter: { metric: "login_bypass_total" }, window: "15m" },
    sessions: { kind: "level", title: "Sessions", gauge: { metric: "sessions" } },
    "lowest-sessions": {
      kind: "level",
      title: "Fewest sessions of a pod",
      gauge: { metric: "sessions" },
      aggregate: "min",
      variants: "baseline",
    },
    "memory-per-session": {
      kind: "quotient",
      title: "Memory per session",
      numerator: { metric: "session_memory_bytes" },
      denominator: { metric: "sessions" },
      unit: "bytes",
    },
  },
});
