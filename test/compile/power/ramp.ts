import { contextOf, type Fixture } from "../traffic/context-fixture.ts";
import type { Context } from "../../../src/compile/context.ts";
import { Environment } from "../../../src/model/environment.ts";
import type { Duration } from "../../../src/model/quantity.ts";

const ratio = {
  kind: "ratio",
  title: "Error rate",
  numerator: { metric: "errors_total" },
  denominator: { metric: "requests_total" },
} as const;
const evidence = { minimumSamples: 0, noData: "hold" } as const;

/** A rollout of service `checkout` with gates of every kind that a signal answers. */
const rollout: NonNullable<Fixture["rollout"]> = {
  metrics: {
    requests_total: { type: "counter", help: "Requests" },
    errors_total: { type: "counter", help: "Errors" },
    leaks_total: { type: "counter", help: "Requests that saw what they may not" },
    duration_seconds: { type: "histogram", help: "Latency", unit: "seconds" },
    score: { type: "histogram", help: "Quality" },
    memory_bytes: { type: "gauge", help: "Memory", unit: "bytes" },
  },
  variants: { baseline: { side: "old" }, candidate: { side: "new" } },
  signals: {
    errors: ratio,
    matches: { ...ratio, title: "Match rate", variants: "none", worse: "lower" },
    latency: { kind: "quantile", title: "p99", histogram: { metric: "duration_seconds" }, quantile: 0.99 },
    quality: { kind: "mean", title: "Quality", histogram: { metric: "score" }, worse: "lower" },
    leaks: { kind: "increase", title: "Leaks", counter: { metric: "leaks_total" } },
    memory: { kind: "level", title: "Memory", gauge: { metric: "memory_bytes" } },
  },
  gates: {
    errors: { kind: "limit", title: "Few errors", signal: "errors", hold: { above: "0.1 %" }, ...evidence },
    "errors-strict": { kind: "limit", title: "Fewer than there are", signal: "errors", hold: { above: "0.01 %" }, ...evidence },
    "errors-many": { kind: "limit", title: "Many samples", signal: "errors", hold: { above: "5 %" }, ...evidence, minimumSamples: 100_000 },
    "errors-delta": { kind: "delta", title: "No more errors", signal: "errors", hold: { above: "+0.05 pp" }, ...evidence },
    "errors-twice": { kind: "delta", title: "Not twice as many", signal: "errors", hold: { above: "2x" }, ...evidence },
    matches: { kind: "limit", title: "Same answers", signal: "matches", hold: { below: "99.9 %" }, ...evidence },
    latency: { kind: "delta", title: "About as fast", signal: "latency", hold: { above: "1.5x" }, ...evidence },
    "latency-limit": { kind: "limit", title: "Fast", signal: "latency", hold: { above: "100ms" }, ...evidence },
    quality: { kind: "comparison", title: "As good", signal: "quality", otherwise: { below: "-1 %" }, confidence: "99 %", ...evidence },
    leaks: { kind: "limit", title: "No leak", signal: "leaks", hold: { above: 0 }, ...evidence },
    memory: { kind: "limit", title: "Small", signal: "memory", hold: { above: "5 MB" }, ...evidence },
    people: { kind: "checklist", title: "People", items: [{ text: "Looks fine." }] },
  },
};

/** What a test says of a ramp; the last stage is left out of every test, as nobody leaves it. */
export interface RampInput {
  readonly gates: readonly string[];
  readonly hold?: Duration | undefined;
  readonly levers?: NonNullable<Fixture["stages"]>[number]["levers"];
  readonly affinityCookie?: string | undefined;
  readonly expected?: Readonly<Record<string, unknown>> | undefined;
}

/** The context of a rollout with one stage that asks these gates, of a service that gets 40 requests a second. */
export function rampOf({ gates, hold, levers = { weight: 1 }, affinityCookie, expected }: RampInput): Context {
  const context = contextOf({
    rollout: {
      ...rollout,
      traffic: {
        baseline: { service: "checkout-v1", port: 8080 },
        candidate: { service: "checkout-v2", port: 9090 },
        ...(affinityCookie === undefined ? {} : { affinityCookie }),
      },
    },
    stages: [
      { name: "before", title: "Before" },
      { name: "asked", title: "Asked", levers, gates: [...gates], ...(hold === undefined ? {} : { hold }) },
      { name: "after", title: "After", levers: { weight: 100 } },
    ],
  });
  const expectedTraffic = expected ?? { checkout: { requests: "40/s", usersPerDay: 12_000, errors: "0.02 %" } };
  return { ...context, environment: Environment.parse({ ...context.environment, expectedTraffic }) };
}
