import type { Context } from "../compile/context.ts";
import type { StageJudgement } from "../evidence/judge/judge-stage.ts";
import type { ForgeFault } from "../forge/forge-fault.ts";
import type { Pull } from "../forge/forge.ts";
import type { LedgerEntry } from "../model/ledger-entry.ts";
import type { Standing } from "../project/read-project.ts";
import type { Turn } from "./apply/turn.ts";
import type { Write } from "./apply/write.ts";
import type { Decision, MovingDecision } from "./decide/decision.ts";
import type { ReportedPull, StepReport } from "./step-report.ts";

/** What was decided about a rollout, and what it rests on. */
export interface Decided {
  readonly standing: Standing;
  readonly context: Context;
  readonly decision: Decision;
  readonly judgement: StageJudgement | undefined;
  /** Why a person wants it, for the ledger. */
  readonly reason?: string;
}

/** The same, where something moves. */
export type MovingDecided = Decided & { readonly decision: MovingDecision };

/** The entry and judgement of this very run, so that a second look needs no second judging. */
export interface Remembered {
  readonly entry: LedgerEntry;
  readonly judgement: StageJudgement | undefined;
}

/** What earlier looks of a run leave to the next. */
export interface Earlier {
  readonly remembered: Remembered | undefined;
  readonly turn: Turn;
}

/** What became of one look at the forge and the writes after it: an answer, or that it must be looked again. */
export type Attempt =
  | { readonly kind: "report"; readonly report: StepReport; readonly writes: readonly Write[] }
  | {
      readonly kind: "look-again";
      readonly writes: readonly Write[];
      readonly earlier: Earlier;
      /** What went wrong; nothing where somebody else was there first, or may be at it. */
      readonly fault: ForgeFault | undefined;
    };

/** What every report of a rollout begins with. */
export function headOf({ standing, decision }: Decided): Pick<StepReport, "environment" | "rollout" | "stage" | "decision"> {
  return { environment: standing.environment, rollout: standing.rollout, stage: standing.stage, decision };
}

/** A pull request as reports tell it. */
export function reported({ number, url, title, draft }: Pull): ReportedPull {
  return { number, url, title, draft };
}

/** The pull request of a dry run. */
export function unopened({ title, draft }: Pick<ReportedPull, "title" | "draft">): ReportedPull {
  return { number: 0, url: "", title, draft };
}

/** Why a person has to do something first, and with which pull request. */
export interface Stopping {
  readonly why: string;
  readonly hint: string;
  readonly pull: Pull;
}

/** A person has done something that is theirs: nothing is written, and it is said what it waits for. */
export function stopped(decided: Decided, { why, hint, pull }: Stopping): Attempt {
  return {
    kind: "report",
    report: { ...headOf(decided), outcome: "stopped", why, hint, writes: [], findings: [], pull: reported(pull) },
    writes: [],
  };
}
