import { z } from "zod";
import { Name } from "./name.ts";
import { Moment, Text } from "./text.ts";

/**
 * One step as it was recorded: a line of
 * `environments/<env>/<rollout>.ledger.jsonl`, which only grows.
 */
export const LedgerEntry = z.strictObject({
  environment: Name,
  /** `null` for the entry that puts the rollout on its first stage. */
  from: Name.nullable(),
  to: Name,
  image: z.strictObject({ tag: Text, digest: z.string().regex(/^sha256:[0-9a-f]{64}$/) }).optional(),
  /** Revision of the release: a Helm revision, a commit. */
  revision: Text.optional(),
  at: Moment,
  operator: Text,
  /** Verdicts the step rested on, or where they are kept. */
  evidence: z.array(z.strictObject({ gate: Name, verdict: z.enum(["pass", "fail", "unknown"]), value: Text.optional() })).default([]),
  reason: Text.optional(),
});
export type LedgerEntry = z.output<typeof LedgerEntry>;
