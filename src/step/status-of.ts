import type { Context } from "../compile/context.ts";
import type { StageJudgement } from "../evidence/judge/judge-stage.ts";
import type { Decision } from "./decide/decision.ts";

/** How a rollout does where it stands. */
export type Health = "good" | "failing" | "unknown" | "none";

/** Where a rollout stands in an environment, and what comes next. */
export interface Status {
  readonly environment: string;
  readonly rollout: string;
  readonly stage: string;
  /** Position on the ladder, from 1, and how many stages it has. */
  readonly position: readonly [number, number];
  /** Share of the work the candidate does, in percent. */
  readonly candidatePercent: string;
  /** When the ledger says that it came here; RFC 3339. */
  readonly since: string | undefined;
  readonly decision: Decision;
  /** When something is due, Unix seconds: now, where it may move. */
  readonly due: number | undefined;
  /** By its gates: `none` where it has none. */
  readonly health: Health;
  readonly pull: { readonly number: number; readonly url: string; readonly draft: boolean } | undefined;
}

/** What a status is made of. */
export interface StatusInput {
  readonly context: Context;
  readonly decision: Decision;
  readonly judgement: StageJudgement | undefined;
  readonly pull: Status["pull"];
  /** Unix seconds. */
  readonly now: number;
}

/** Tells where a rollout stands. Pure. */
export function statusOf({ context, decision, judgement, pull, now }: StatusInput): Status {
  const { rollout, environment, position, positions, ledger } = context;
  return {
    environment: environment.name,
    rollout: rollout.name,
    stage: position.stage.name,
    position: [position.index + 1, positions.length],
    candidatePercent: position.candidatePercent,
    since: ledger.at(-1)?.at,
    decision,
    due: dueOf(decision, now),
    health: healthOf(judgement),
    pull,
  };
}

function dueOf(decision: Decision, now: number): number | undefined {
  switch (decision.kind) {
    case "advance":
    case "finish":
    case "clean-up":
    case "roll-back":
    case "restart":
      return Math.floor(now);
    case "wait":
    case "frozen":
      return decision.until;
    case "hold":
      return decision.retryAfter === undefined ? undefined : Math.floor(now) + decision.retryAfter;
    case "blocked":
    case "held":
    case "needs-person":
    case "done":
      return undefined;
  }
}

/** What people still have to say is not the service's health. */
function healthOf(judgement: StageJudgement | undefined): Health {
  const measured = (judgement?.verdicts ?? []).filter(({ kind }) => kind !== "checklist" && kind !== "approval");
  if (measured.length === 0) return "none";
  if (measured.some(({ answer }) => answer === "fail")) return "failing";
  return measured.some(({ answer }) => answer === "unknown") ? "unknown" : "good";
}
