import { example } from "./example.ts";
import { alertCommon, metrics } from "./metrics.ts";

/** A ladder that copies requests first: the mirror is recorded, and whole-service signals are comparisons of copies. */
export const mirrored = example("mirrored", {
  metrics,
  signals: {
    matches: {
      kind: "ratio",
      title: "Match rate",
      variants: "none",
      worse: "lower",
      numerator: { metric: "comparisons_total", where: { result: "match" } },
      denominator: { metric: "comparisons_total" },
    },
    latency: { kind: "quantile", title: "Latency", histogram: { metric: "http_request_duration_seconds" }, quantile: 0.99 },
  },
  alerts: {
    NoCopies: { when: { kind: "no-traffic", signal: "matches" }, ...alertCommon },
    CandidateWithoutTraffic: { when: { kind: "no-traffic", signal: "latency" }, ...alertCommon, for: "15m" },
    CandidateDown: { when: { kind: "down", metric: "up", where: { job: { oneOf: ["shop-new", "shop-next"] } } }, ...alertCommon },
  },
  ladders: {
    production: {
      stages: [
        { name: "before", title: "Before" },
        { name: "shadow", title: "Copies", levers: { mirror: 100 }, hold: "7d" },
        { name: "canary-1", title: "One per cent", levers: { mirror: 0, weight: 1 }, hold: "48h" },
        { name: "full", title: "All", levers: { weight: 100 } },
      ],
    },
  },
});
