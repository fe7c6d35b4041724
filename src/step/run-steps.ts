import { eachLimited } from "../base/each-limited.ts";
import { UserError } from "../base/user-error.ts";
import { ForgeFault, isTemporary } from "../forge/forge-fault.ts";
import type { Standing } from "../project/read-project.ts";
import type { Decided } from "./attempt.ts";
import { decideStanding } from "./decide-standing.ts";
import type { Decision } from "./decide/decision.ts";
import { openRun, type OpenedRun } from "./open-run.ts";
import type { Snapshot } from "./snapshot.ts";
import type { StepReport } from "./step-report.ts";
import type { StepRun } from "./step-run.ts";
import { takeStep, tooOld, type Attempting } from "./take-step.ts";

/** Rollouts that are judged and moved at a time; what is written goes one by one all the same. */
const atOnce = 4;

/**
 * Decides what is due for each of these, and brings it about. What a person has
 * to put right about one of several is told in its report, and the others go on.
 */
export async function runSteps(run: StepRun, standings: readonly Standing[]): Promise<readonly StepReport[]> {
  const opened = await openRun(run.forge, run.base, run.checkout);
  const { now } = opened.snapshot;
  return eachLimited(standings, atOnce, async (standing) => {
    let decided: Decided | undefined;
    try {
      decided = await decideStanding({ project: run.project, judge: run.judge, now }, standing);
      return await stepOf(run, opened, decided);
    } catch (error) {
      if (!(error instanceof UserError) || standings.length === 1) throw error;
      return faulty(standing, error, decided?.decision);
    }
  });
}

/** The report of a rollout about which something is to be put right first. */
function faulty({ environment, rollout, stage }: Standing, { message, hint }: UserError, decision: Decision | undefined): StepReport {
  return {
    environment,
    rollout,
    stage,
    decision: decision ?? { kind: "needs-person", sentence: "Nothing can be decided." },
    outcome: "stopped",
    why: message,
    ...(hint === undefined ? {} : { hint }),
    writes: [],
    findings: [],
  };
}

/** Brings about what was decided already, by a person, at a time in Unix seconds; by `attempt` where it is no step. */
export async function runDecided(run: StepRun, decide: (now: number) => Decided, attempt?: Attempting): Promise<StepReport> {
  const opened = await openRun(run.forge, run.base, run.checkout);
  return stepOf(run, opened, decide(opened.snapshot.now), attempt);
}

async function stepOf(run: StepRun, { snapshot, isBehind }: OpenedRun, decision: Decided, attempt?: Attempting): Promise<StepReport> {
  const { standing } = decision;
  const head = { environment: standing.environment, rollout: standing.rollout, stage: standing.stage, decision: decision.decision };
  if (isBehind(standing.rollout)) return tooOld(run, snapshot, decision);
  try {
    // A merge may have been what it was overtaken by: ours, or a person's.
    const look = async (): Promise<Snapshot | undefined> => {
      const again = await openRun(run.forge, run.base, run.checkout);
      return again.isBehind(standing.rollout) ? undefined : again.snapshot;
    };
    return await takeStep(run, snapshot, decision, look, attempt);
  } catch (error) {
    if (!(error instanceof ForgeFault)) throw error;
    return {
      ...head,
      outcome: isTemporary(error) ? "again" : "stopped",
      why: error.message,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      ...(error.retryAt === undefined ? {} : { retryAt: error.retryAt }),
      writes: [],
      findings: [],
    };
  }
}
