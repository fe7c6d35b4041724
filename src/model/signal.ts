import { z } from "zod";
import { Matchers } from "./metric.ts";
import { LabelName, MetricName, ref } from "./name.ts";
import { Duration, Percent } from "./quantity.ts";
import { Text } from "./text.ts";

/** Series of one declared metric, narrowed by matchers. */
export const Selector = z.strictObject({ metric: ref("metric"), where: Matchers.default({}) });
export type Selector = z.output<typeof Selector>;

/** The two sides of a rollout. */
export const Variant = z.enum(["baseline", "candidate"]);
export type Variant = z.output<typeof Variant>;

const common = {
  title: Text,
  description: Text.optional(),
  /** `both`: measured for baseline and candidate apart; `none`: one series for the whole service (a comparison, a capacity). */
  variants: z.enum(["both", "candidate", "baseline", "none"]).default("both"),
  /** Labels to break the signal down by on its dashboard panel (a path, a tool). */
  drillDown: z.array(LabelName).default([]),
  /** Names of the recorded series where an existing convention gives them. */
  record: z.partialRecord(z.enum(["baseline", "candidate", "none"]), MetricName).default({}),
  /** Whether more is worse (errors, latency) or less is (a match rate, a quality score). */
  worse: z.enum(["higher", "lower"]).default("higher"),
};

const windowed = {
  ...common,
  /** Range of the rate; at least twice the scrape interval. */
  window: Duration.prefault("5m"),
};

/**
 * A named measurement. Where it is a ratio, numerator and denominator are told
 * apart, so that "no errors yet" is 0 and "no traffic" is no answer.
 */
export const Signal = z.discriminatedUnion("kind", [
  /** Share of events: counters over counters. */
  z.strictObject({
    kind: z.literal("ratio"),
    ...windowed,
    numerator: Selector,
    denominator: Selector,
    /** Share of good events promised over `period`; gives burn-rate alerts. */
    objective: z.strictObject({ share: Percent, period: Duration.prefault("30d") }).optional(),
  }),
  /** Quantile of a histogram. */
  z.strictObject({ kind: z.literal("quantile"), ...windowed, histogram: Selector, quantile: z.number().gt(0).lt(1) }),
  /** Mean of what a histogram observed: a latency, a score. */
  z.strictObject({ kind: z.literal("mean"), ...windowed, histogram: Selector }),
  /** Events per second of a counter. */
  z.strictObject({ kind: z.literal("rate"), ...windowed, counter: Selector }),
  /** Events of a counter within the window. */
  z.strictObject({ kind: z.literal("increase"), ...windowed, counter: Selector }),
  /** Level of a gauge over all its series. */
  z.strictObject({
    kind: z.literal("level"),
    ...common,
    gauge: Selector,
    aggregate: z.enum(["sum", "avg", "min", "max"]).default("sum"),
  }),
  /** One gauge per another: memory per connection, connections per limit. */
  z.strictObject({
    kind: z.literal("quotient"),
    ...common,
    numerator: Selector,
    denominator: Selector,
    unit: z.enum(["percent", "bytes", "duration", "number"]),
  }),
]);
export type Signal = z.output<typeof Signal>;
