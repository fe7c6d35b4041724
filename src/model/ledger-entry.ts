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
  evidence: z
    .array(
      z.strictObject({
        gate: Name,
        verdict: z.enum(["pass", "fail", "unknown"]),
        value: Text.optional(),
        /** Whether people decided to go on all the same; their override stands on the base branch. */
        overridden: z.literal(true).optional(),
      }),
    )
    .default([]),
  /** Digest of the full evidence, which the pull request of the step carries. */
  evidenceDigest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .optional(),
  reason: Text.optional(),
  /** Whether it goes back to the first stage only to begin again with another image: nobody need say that it may go on. */
  restart: z.literal(true).optional(),
});
export type LedgerEntry = z.output<typeof LedgerEntry>;
