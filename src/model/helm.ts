import { z } from "zod";
import { ValuePath } from "./name.ts";
import { Text } from "./text.ts";

/** A value of the chart that this rollout sets. */
export const ChartValue = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("boolean"), description: Text, default: z.boolean().optional() }),
  z.strictObject({
    type: z.literal("integer"),
    description: Text,
    default: z.int().optional(),
    minimum: z.int().optional(),
    maximum: z.int().optional(),
  }),
  z.strictObject({
    type: z.literal("string"),
    description: Text,
    default: z.string().optional(),
    enum: z.array(z.string()).min(1).optional(),
    pattern: z.string().optional(),
  }),
]);
export type ChartValue = z.output<typeof ChartValue>;

/** A value as it is set. */
export const ChartScalar = z.union([z.boolean(), z.int(), z.string()]);
export type ChartScalar = z.output<typeof ChartScalar>;

/** A values file that the chart brings, relative to where Helm is run. */
export const ValuesFile = z
  .string()
  .regex(/^(?!\/)[\w./{}-]+$/, { error: "expected the relative path of a values file such as values-staging.yaml" });

/** The Helm release whose values the rollout writes. */
export const Helm = z.strictObject({
  release: Text,
  chart: Text,
  /** Values files that stand before ours, in order; ours comes last. */
  valuesFiles: z.array(ValuesFile).default([]),
  timeout: z.string().default("10m"),
  /** Where the image goes. */
  image: z.strictObject({ repository: ValuePath.optional(), tag: ValuePath, digest: ValuePath }).optional(),
  /** Where environment variables set by stages go, as a map by name. */
  variables: ValuePath.optional(),
  /** What is set for each instance that a wave has reached, under this path and the instance's name. */
  instances: z
    .strictObject({ path: ValuePath, set: z.record(ValuePath, ChartScalar), before: z.record(ValuePath, ChartScalar) })
    .optional(),
  /** Every other value a stage or an environment may set, by dotted path. */
  values: z.record(ValuePath, ChartValue).default({}),
});
export type Helm = z.output<typeof Helm>;
