import { example } from "./example.ts";
import { alertCommon, metrics } from "./metrics.ts";

/** Instances that join in waves: a third of them is 33.33 per cent of the work. */
export const waves = example("waves", {
  metrics,
  instances: { a: {}, b: {}, c: {} },
  signals: {
    latency: {
      kind: "quantile",
      title: "Latency",
      variants: "candidate",
      histogram: { metric: "http_request_duration_seconds" },
      quantile: 0.5,
    },
  },
  alerts: { NoRequests: { when: { kind: "no-traffic", signal: "latency" }, ...alertCommon } },
  ladders: {
    production: {
      stages: [
        { name: "before", title: "Before" },
        { name: "first", title: "The first", levers: { wave: ["a"] }, hold: "1h" },
        { name: "rest", title: "The rest", levers: { wave: "rest" } },
      ],
    },
  },
});
