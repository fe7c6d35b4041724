import type { Context } from "../compile/context.ts";
import type { LedgerEntry } from "../model/ledger-entry.ts";
import type { Move } from "./decide/decision.ts";

/** What a ledger line tells beside the move. */
export interface EntryInput {
  readonly move: Move;
  /** Where it is recorded at, Unix seconds. */
  readonly at: number;
  readonly operator: string;
  /** Commit of the base branch that the step rests on. */
  readonly revision: string;
  readonly evidence: LedgerEntry["evidence"];
  readonly evidenceDigest: string | undefined;
  readonly reason: string | undefined;
  /** Whether it goes back only to begin again with another image. */
  readonly restart?: boolean;
}

/** The line that the ledger gains with a step. */
export function stepEntry(context: Context, input: EntryInput): LedgerEntry {
  const { move, at, operator, revision, evidence, evidenceDigest, reason, restart } = input;
  const image = imageAt(context, move.to);
  return {
    environment: context.environment.name,
    from: move.from,
    to: move.to,
    ...(image === undefined ? {} : { image }),
    revision: revision.slice(0, 12),
    at: new Date(Math.floor(at) * 1000).toISOString().replace(".000Z", "Z"),
    operator,
    evidence,
    ...(evidenceDigest === undefined ? {} : { evidenceDigest }),
    ...(reason === undefined ? {} : { reason }),
    ...(restart === true ? { restart } : {}),
  };
}

/** The image that runs at a stage: on the first one what ran before, or what waits for its turn there. */
export function imageAt({ rollout, waitingImage, positions }: Context, stage: string): LedgerEntry["image"] {
  const isFirst = positions[0]?.stage.name === stage;
  const image = isFirst ? (rollout.image?.before ?? waitingImage ?? rollout.image) : rollout.image;
  return image === undefined ? undefined : { tag: image.tag, digest: image.digest };
}
