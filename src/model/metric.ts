import { z } from "zod";
import { LabelName } from "./name.ts";
import { Text } from "./text.ts";

/**
 * An input of the rollout: a metric that somebody else exposes and that
 * signals are made of. Only declared metrics may be queried.
 * @see https://prometheus.io/docs/concepts/metric_types/
 */
export const Metric = z.strictObject({
  /** A `histogram` is named by its base name, without `_bucket`. */
  type: z.enum(["counter", "gauge", "histogram"]),
  help: Text,
  /** What one unit of it is; `none` for plain counts and scores. */
  unit: z.enum(["seconds", "bytes", "ratio", "none"]).default("none"),
  /** Labels that queries may use. */
  labels: z.array(LabelName).default([]),
});
export type Metric = z.output<typeof Metric>;

/** Which values of a label count: one value, several, all but some, or all that begin alike. */
export const Matcher = z.union([
  z.string(),
  z.strictObject({ oneOf: z.array(z.string()).min(2) }),
  z.strictObject({ noneOf: z.array(z.string()).min(1) }),
  z.strictObject({ startsWith: z.string().min(1) }),
]);
export type Matcher = z.output<typeof Matcher>;

/** Label matchers, all of which must hold. */
export const Matchers = z.record(LabelName, Matcher);
export type Matchers = z.output<typeof Matchers>;
