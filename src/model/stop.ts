import { z } from "zod";
import { Name } from "./name.ts";
import { Moment, Text } from "./text.ts";

/** Stops the line: nothing goes up in these environments until it expires or is taken away. Going down is always open. */
export const Stop = z.strictObject({
  environments: z.union([z.literal("all"), z.array(Name).min(1)], { error: 'expected "all" or a list of environments' }),
  reason: Text,
  /** Who answers for it. */
  owner: Text,
  /** Incident or ticket it belongs to, as an address. */
  incident: z.url({ protocol: /^https?$/, error: "expected an http or https address" }).optional(),
  /** From then on it counts for nothing. */
  expires: Moment,
});
export type Stop = z.output<typeof Stop>;

/** `environments/stop.yaml`: one file that stops everything, or some environments. */
export const Stops = z.strictObject({ stops: z.array(Stop) });
export type Stops = z.output<typeof Stops>;
