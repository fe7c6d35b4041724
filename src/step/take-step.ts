import type { ForgeFault } from "../forge/forge-fault.ts";
import { noTurn } from "./apply/turn.ts";
import type { Write } from "./apply/write.ts";
import { headOf, type Attempt, type Decided, type Earlier } from "./attempt.ts";
import { laneOf } from "./lane-of.ts";
import { move } from "./move.ts";
import { pause } from "./pause.ts";
import type { Snapshot } from "./snapshot.ts";
import type { StepReport } from "./step-report.ts";
import type { StepRun } from "./step-run.ts";

const mostLooks = 6;

/** The report where the base branch has newer files for the rollout than the checkout: what was decided may not hold there. */
export function tooOld(run: StepRun, { base }: Snapshot, decided: Decided, writes: readonly Write[] = []): StepReport {
  return {
    ...headOf(decided),
    outcome: "again",
    why: `branch "${base}" has changed what it depends on since ${run.checkout.commit.slice(0, 12)} was checked out`,
    hint: `git pull, and run it again`,
    writes,
    findings: [],
  };
}

/** One look at the forge and the writes after it. */
export type Attempting = (run: StepRun, snapshot: Snapshot, decided: Decided, earlier: Earlier) => Promise<Attempt>;

/**
 * Brings the forge to where a decision wants it: closes what is not due any
 * more, opens or updates the one pull request, marks what has to wait. Run
 * again it writes nothing; killed at any request it goes on from there. Of runs
 * at once, one goes on and the others wait until they see that it is done, or
 * that nobody is at it any more. `look` answers nothing where the checkout has
 * grown too old meanwhile. `attempt` is left out but for what is no step.
 */
export async function takeStep(
  run: StepRun,
  first: Snapshot,
  decided: Decided,
  look: () => Promise<Snapshot | undefined>,
  attempt: Attempting = attemptStep,
): Promise<StepReport> {
  let snapshot = first;
  let earlier: Earlier = { remembered: undefined, turn: noTurn };
  const writes: Write[] = [];
  let fault: ForgeFault | undefined;
  for (let round = 0; round < mostLooks; round += 1) {
    if (round > 0) {
      const next = await look();
      if (next === undefined) return tooOld(run, snapshot, decided, writes);
      snapshot = next;
    }
    const attempted = await attempt(run, snapshot, decided, earlier);
    writes.push(...attempted.writes);
    if (attempted.kind === "report") return { ...attempted.report, writes };
    ({ earlier } = attempted);
    fault = attempted.fault ?? fault;
    if (attempted.fault === undefined && round + 1 < mostLooks) await run.wait();
  }
  return {
    ...headOf(decided),
    outcome: "again",
    why: fault?.message ?? "others are changing the same pull request",
    ...(fault?.retryAt === undefined ? {} : { retryAt: fault.retryAt }),
    writes,
    findings: [],
  };
}

async function attemptStep(run: StepRun, snapshot: Snapshot, decided: Decided, earlier: Earlier): Promise<Attempt> {
  const { decision } = decided;
  const lane = laneOf(snapshot, decided.standing);
  return "move" in decision ? move(run, snapshot, { ...decided, decision }, lane, earlier) : pause(run, snapshot, decided, lane, earlier);
}
