import type { Context } from "../../compile/context.ts";
import type { StageJudgement } from "../../evidence/judge/judge-stage.ts";
import type { LedgerEntry } from "../../model/ledger-entry.ts";
import type { Override } from "../../model/override.ts";
import type { Stop } from "../../model/stop.ts";

/** Where a rollout stands in another environment. */
export interface Elsewhere {
  readonly environment: string;
  /** Names of that ladder's stages, in order. */
  readonly stages: readonly string[];
  readonly stage: string;
  readonly ledger: readonly LedgerEntry[];
}

/** Everything a decision rests on: what Git says on the base branch, what was measured, and the time. */
export interface Facts {
  /** The rollout in the environment, at the stage the base branch records. */
  readonly context: Context;
  /** What its gates say; `undefined` where nothing has to be asked. */
  readonly judgement: StageJudgement | undefined;
  readonly elsewhere: readonly Elsewhere[];
  readonly overrides: readonly Override[];
  readonly stops: readonly Stop[];
  /** Unix seconds, by the forge's clock. */
  readonly now: number;
}
