import type { Context } from "../compile/context.ts";
import type { StageJudgement } from "../evidence/judge/judge-stage.ts";
import type { LedgerEntry } from "../model/ledger-entry.ts";
import type { Stop } from "../model/stop.ts";
import type { MovingDecision } from "./decide/decision.ts";

/** A step as it is to be put before people: the move, what it rests on, and the files it changes. */
export interface Proposal {
  readonly decision: MovingDecision;
  /** At the stage that is left. */
  readonly before: Context;
  /** At the stage that is gone to, with the new ledger. */
  readonly after: Context;
  readonly judgement: StageJudgement | undefined;
  /** What stops the line, here and elsewhere, expired or not. */
  readonly stops: readonly Stop[];
  /** The line the ledger gains. */
  readonly entry: LedgerEntry;
  /** New texts by path below the repository's root; `null` removes the file. Nothing else changes. */
  readonly files: ReadonlyMap<string, string | null>;
  /** Texts that were there before, of the same paths; `undefined` for new files. */
  readonly old: ReadonlyMap<string, string | undefined>;
}
