import { z } from "zod";
import { AlertName, Name } from "../../model/name.ts";
import { Duration } from "../../model/quantity.ts";
import { Text } from "../../model/text.ts";
import { parseValues } from "./parse-values.ts";

/** Values in promtool's notation, one an interval. */
const Values = z.unknown().transform((text, context) => {
  const parsed = typeof text === "string" ? parseValues(text) : { problem: `expected values, got ${JSON.stringify(text)}: ${inQuotes}` };
  if ("values" in parsed) return parsed.values;
  context.addIssue({ code: "custom", message: parsed.problem });
  return z.NEVER;
});

/** What has happened to most values that are no text. */
const inQuotes = "write them in quotes, as YAML takes 0x10 for a number";

/**
 * One test of a gate without a Prometheus: what its series are, and what the
 * gate must answer. The window is as long as the longest of them.
 */
export const GateTest = z.strictObject({
  name: Text,
  gate: Name,
  /** Stage to judge at; the recorded one when left out. */
  stage: Name.optional(),
  interval: Duration.prefault("1m"),
  /** The signal of the candidate, or of whatever side a limit is for, as it is recorded: in base units. */
  candidate: Values.optional(),
  /** The signal of the baseline. */
  baseline: Values.optional(),
  /** Requests within each interval, where the signal rests on requests. */
  requests: Values.optional(),
  baselineRequests: Values.optional(),
  /** Alerts that fire wherever there is a value, by name. */
  firing: z.record(AlertName, Values).default({}),
  /** Where there is a value, the rules are evaluated; everywhere when left out. */
  evaluated: Values.optional(),
  expect: z.strictObject({
    answer: z.enum(["pass", "fail", "unknown"]),
    rollback: z.boolean().optional(),
    reason: z.string().optional(),
  }),
});
export type GateTest = z.output<typeof GateTest>;

/** A file of gate tests. */
export const GateTests = z.strictObject({ tests: z.array(GateTest).min(1) });
export type GateTests = z.output<typeof GateTests>;
