import { converge, plannedWrites } from "./apply/converge.ts";
import { deploymentOf } from "./apply/deployment-of.ts";
import { seeForge } from "./apply/see-forge.ts";
import type { Wanted } from "./apply/wanted.ts";
import { headOf, reported, type Attempt, type Decided, type Earlier } from "./attempt.ts";
import { resumesOf } from "./lane-of.ts";
import { pausedStatuses } from "./paused-statuses.ts";
import type { Snapshot, StepPull } from "./snapshot.ts";
import type { StepRun } from "./step-run.ts";

/** Nothing is due: what is open says why it may not be merged now. */
export async function pause(
  run: StepRun,
  snapshot: Snapshot,
  decided: Decided,
  lane: readonly StepPull[],
  earlier: Earlier,
): Promise<Attempt> {
  const { context, decision } = decided;
  const own = lane.filter(({ ours }) => ours);
  const index = (stage: string) => context.positions.findIndex((position) => position.stage.name === stage);
  const next = own.find(({ stage }) => index(stage) === context.position.index + 1);
  // Of what is held, the pull request that matters is the one that lets it go on.
  const shown = (decision.kind === "held" ? resumesOf(snapshot, decided.standing)[0] : undefined) ?? next;
  // What leads down was opened on purpose and stays; what leads elsewhere has had its time.
  const spent = own.filter(({ stage }) => index(stage) === -1 || index(stage) === context.position.index);
  const ahead = own.filter(({ stage }) => index(stage) > context.position.index + 1);
  const wanted: Wanted = {
    closings: [...spent, ...ahead].map(({ pull }) => ({
      number: pull.number,
      words: `The rollout stands at ${context.position.stage.name} now.`,
    })),
    pull: undefined,
    marks: next === undefined ? undefined : { commit: next.pull.head.commit, statuses: pausedStatuses(decision) },
    deployment: deploymentOf(context, decision, snapshot.baseCommit),
    remark: undefined,
  };
  const seen = await seeForge(run.forge, { wanted, lane, pull: undefined, content: { kind: "absent" } });
  const head = { ...headOf(decided), findings: [], ...(shown === undefined ? {} : { pull: reported(shown.pull) }) };
  if (run.dryRun) {
    const writes = plannedWrites(wanted, seen);
    return { kind: "report", report: { ...head, outcome: "planned", writes }, writes };
  }
  const done = await converge(run.forge, wanted, seen, earlier.turn);
  if (done.kind === "look-again") return { ...done, earlier: { ...earlier, turn: done.turn } };
  return { kind: "report", report: { ...head, outcome: "settled", writes: done.writes }, writes: done.writes };
}
