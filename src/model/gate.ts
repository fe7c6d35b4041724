import { z } from "zod";
import { ref } from "./name.ts";
import { Amount, Change, Duration, Multiple, Percent } from "./quantity.ts";
import { Variant } from "./signal.ts";
import { Text } from "./text.ts";

/** Crossed when the value is beyond the amount; meeting it exactly is within. */
export const Bound = z.union([z.strictObject({ above: Amount }), z.strictObject({ below: Amount })], {
  error: 'expected { above: … } or { below: … } with an amount such as "0.1 %", "100ms" or 500',
});
export type Bound = z.output<typeof Bound>;

/** Crossed when the candidate is further from the baseline than the change. */
export const ChangeBound = z.union([z.strictObject({ above: Change }), z.strictObject({ below: Change })], {
  error: 'expected { above: … } or { below: … } with a change such as "+0.5 pp", "+10 %" or "1.5x"',
});
export type ChangeBound = z.output<typeof ChangeBound>;

/** Crossed when the error budget burns faster; at `1x` it is used up exactly at the end of the objective's period. */
const Pace = z.strictObject({ above: Multiple });

const common = { title: Text, description: Text.optional() };

const evidence = {
  ...common,
  signal: ref("signal"),
  /** Fewest requests of the candidate over the hold that make the answer count. */
  minimumSamples: z.int().min(0).default(0),
  /** Share of the hold that must have been measured. */
  minimumCoverage: Percent.prefault("90 %"),
  /** Length of an unbroken breach of the rollback limit after which going back is proposed. */
  badStreak: Duration.prefault("5m"),
  /** The answer when there is no data: stay and wait, or count it as failed. It never advances. */
  noData: z.enum(["hold", "fail"]),
};

/** A condition for leaving a stage. */
export const Gate = z.discriminatedUnion("kind", [
  /** The signal against a fixed amount. */
  z.strictObject({
    kind: z.literal("limit"),
    ...evidence,
    variant: Variant.default("candidate"),
    hold: Bound,
    rollback: Bound.optional(),
  }),
  /** The candidate against the baseline at the same time. */
  z.strictObject({ kind: z.literal("delta"), ...evidence, hold: ChangeBound, rollback: ChangeBound.optional() }),
  /**
   * The error budget of the signal's objective burns no faster than it may: over
   * the whole stay by `hold`, and by `rollback` in a long and a short window at
   * once, of which the long one shows that it matters and the short one that it
   * still goes on.
   * @see https://sre.google/workbook/alerting-on-slos/
   */
  z.strictObject({
    kind: z.literal("objective"),
    ...evidence,
    variant: Variant.default("candidate"),
    hold: Pace.prefault({ above: "1x" }),
    rollback: Pace.extend({ long: Duration.prefault("1h"), short: Duration.prefault("5m") }).optional(),
  }),
  /** A statistical comparison of candidate and baseline, with a plain bound where a test is not possible. */
  z.strictObject({
    kind: z.literal("comparison"),
    ...evidence,
    confidence: Percent.prefault("95 %"),
    otherwise: ChangeBound,
    rollback: ChangeBound.optional(),
  }),
  /** No alert of these severities fired for so long. */
  z.strictObject({
    kind: z.literal("alerts-quiet"),
    ...common,
    severities: z.array(z.string().min(1)).min(1),
    quietFor: Duration,
    noData: z.enum(["hold", "fail"]),
  }),
  /** Probes that must succeed, once or for every instance the stage has reached. */
  z.strictObject({
    kind: z.literal("probe"),
    ...common,
    probes: z.array(ref("probe")).min(1),
    every: z.enum(["rollout", "instance"]).default("rollout"),
  }),
  /** Receipts (probes of kind `receipt`) whose assertions must hold. */
  z.strictObject({ kind: z.literal("receipt"), ...common, receipts: z.array(ref("probe")).min(1) }),
  /** Things that people confirm: items of its own, tasks whose items must all be done, or both. */
  z
    .strictObject({
      kind: z.literal("checklist"),
      ...common,
      items: z.array(z.strictObject({ text: Text, owner: ref("contact").optional(), done: z.boolean().default(false) })).default([]),
      tasks: z.array(ref("task")).default([]),
    })
    .refine(({ items, tasks }) => items.length + tasks.length > 0, { error: "expected items or tasks to confirm" }),
  /** A decision of named people. */
  z.strictObject({
    kind: z.literal("approval"),
    ...common,
    by: z.array(ref("contact")).min(1),
    count: z.int().positive().default(1),
    meeting: Text.optional(),
  }),
]);
export type Gate = z.output<typeof Gate>;

/** Gates that are answered by a signal's series. */
export type SignalGate = Extract<Gate, { readonly signal: string }>;
