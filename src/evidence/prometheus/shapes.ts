import { z } from "zod";
import type { Point } from "../metrics-source.ts";

/**
 * Shapes of the answers, as far as we use them. What a server adds is let
 * through; what it leaves out or says otherwise makes the answer void.
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview
 */

const Labels = z.record(z.string(), z.string());

/** A sample's value as it is written: never a JSON number, as JSON has no NaN. */
const SampleValue = z.string().transform((text, context) => {
  const value = sampleValue(text);
  if (value !== undefined) return value;
  context.addIssue({ code: "custom", message: "expected a sample's value" });
  return z.NEVER;
});

const SamplePoint = z.tuple([z.number(), SampleValue]).transform(([time, value]): Point => [time, value]);

/** `Number` would take `""` for 0 and `"+Inf"` for NaN. */
function sampleValue(text: string): number | undefined {
  if (text === "NaN") return Number.NaN;
  if (text === "+Inf" || text === "Inf") return Number.POSITIVE_INFINITY;
  if (text === "-Inf") return Number.NEGATIVE_INFINITY;
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}

export const InstantData = z.discriminatedUnion("resultType", [
  z.object({ resultType: z.literal("vector"), result: z.array(z.object({ metric: Labels, value: SamplePoint })) }),
  z.object({ resultType: z.literal("scalar"), result: SamplePoint }),
  z.object({ resultType: z.literal("matrix"), result: z.array(z.unknown()) }),
  z.object({ resultType: z.literal("string"), result: z.unknown() }),
]);

export const RangeData = z.object({
  resultType: z.literal("matrix"),
  result: z.array(z.object({ metric: Labels, values: z.array(SamplePoint) })),
});

export const AlertsData = z.object({
  alerts: z.array(z.object({ labels: Labels, state: z.enum(["pending", "firing", "inactive"]) })),
});

export const RulesData = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.object({
          name: z.string(),
          type: z.enum(["alerting", "recording"]),
          labels: Labels.default({}),
          health: z.string().default("unknown"),
          lastError: z.string().optional(),
        }),
      ),
    }),
  ),
});

export const BuildData = z.object({ version: z.string() });

/** What every answer is wrapped in. */
export const Envelope = z.object({
  status: z.enum(["success", "error"]),
  data: z.unknown().optional(),
  errorType: z.string().optional(),
  error: z.string().optional(),
  warnings: z.array(z.string()).optional(),
});
