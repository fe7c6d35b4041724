import { z } from "zod";
import { Bound, ChangeBound } from "./gate.ts";
import { Matchers } from "./metric.ts";
import { LabelName, ref } from "./name.ts";
import { Duration } from "./quantity.ts";
import { Variant } from "./signal.ts";
import { Text } from "./text.ts";

/** How urgent an alert is. */
export const Severity = z.enum(["critical", "warning", "info"]);

const evidence = {
  /**
   * Fewest events that take a share across its limit: within the signal's
   * window those it counts for a limit above, the others for one below; within
   * the long window of a burn rate. By default 5, so that one failure among
   * few requests fires nothing; 0 asks for none. Of signals of kind `ratio` only.
   */
  minimumFailures: z.int().min(0).optional(),
} as const;

/** When an alert fires. A gate's own limit is named, never repeated. */
export const AlertCondition = z.discriminatedUnion("kind", [
  /** The hold or rollback limit of a gate is crossed. */
  z.strictObject({
    kind: z.literal("gate"),
    gate: ref("gate"),
    limit: z.enum(["hold", "rollback"]).default("hold"),
    /** Fewest events within the signal's window, on each side that is compared; the gate's own minimum counts over the whole hold. */
    minimumSamples: z.int().min(0).default(10),
    ...evidence,
  }),
  /** A signal that no gate judges crosses an amount. */
  z.strictObject({
    kind: z.literal("limit"),
    signal: ref("signal"),
    variant: Variant.default("candidate"),
    bound: Bound,
    minimumSamples: z.int().min(0).default(0),
    ...evidence,
  }),
  /** The candidate moves away from the baseline. */
  z.strictObject({
    kind: z.literal("delta"),
    signal: ref("signal"),
    bound: ChangeBound,
    minimumSamples: z.int().min(0).default(0),
    ...evidence,
  }),
  /** No target of the gauge (usually `up`) is 1. */
  z.strictObject({ kind: z.literal("down"), metric: ref("metric"), where: Matchers }),
  /**
   * The stage sends traffic, yet the signal's denominator sees none. A signal
   * of the whole service is expected to see the copies on a ladder that mirrors.
   */
  z.strictObject({ kind: z.literal("no-traffic"), signal: ref("signal"), variant: Variant.default("candidate") }),
  /** The error budget of the signal's objective burns too fast, in several windows at once. */
  z.strictObject({
    kind: z.literal("burn-rate"),
    signal: ref("signal"),
    variant: Variant.default("candidate"),
    /** Fewest events within the long window. */
    minimumSamples: z.int().min(0).default(10),
    ...evidence,
  }),
]);
export type AlertCondition = z.output<typeof AlertCondition>;

/**
 * An alert with what it asks of the person who gets it.
 * @see https://prometheus.io/docs/practices/alerting/
 */
export const Alert = z.strictObject({
  when: AlertCondition,
  for: Duration.prefault("5m"),
  severity: Severity,
  /** What it means for the ramp. */
  action: z.enum(["rollback", "pause", "investigate"]),
  /** One sentence that ends with a full stop. */
  summary: Text.refine((text) => text.endsWith("."), { error: "expected a sentence that ends with a full stop" }),
  /** What to do, step by step. */
  response: Text,
  escalation: ref("contact").optional(),
  labels: z.record(LabelName, z.string()).default({}),
});
export type Alert = z.output<typeof Alert>;
