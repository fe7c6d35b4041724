import { z } from "zod";
import { Name } from "./name.ts";
import { Moment, Text } from "./text.ts";

const answered = {
  reason: Text,
  /** Who answers for it. */
  owner: Text,
  /** Incident or ticket it belongs to, as an address. */
  incident: z.url({ protocol: /^https?$/, error: "expected an http or https address" }).optional(),
  /** From then on it counts for nothing. */
  expires: Moment,
};

/** One decision of people to go on where a rule says no. */
export const Override = z.discriminatedUnion("kind", [
  /** The gate need not pass for this stage to be left. */
  z.strictObject({ kind: z.literal("gate"), gate: Name, stage: Name, ...answered }),
  /** Steps are taken in spite of a freeze, of a stop of the line, or outside the ladder's window. */
  z.strictObject({ kind: z.literal("freeze"), ...answered }),
  /** The rollout goes on after the step down that the ledger tells of at this time. */
  z.strictObject({ kind: z.literal("hold"), after: Moment, ...answered }),
]);
export type Override = z.output<typeof Override>;

/** `environments/<env>/<rollout>.overrides.yaml`: reviewed like everything else, read from the base branch only. */
export const Overrides = z.strictObject({ overrides: z.array(Override) });
export type Overrides = z.output<typeof Overrides>;
