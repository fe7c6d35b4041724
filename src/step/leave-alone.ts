import type { Pull } from "../forge/forge.ts";
import { converge, plannedWrites } from "./apply/converge.ts";
import { deploymentOf } from "./apply/deployment-of.ts";
import { seeForge } from "./apply/see-forge.ts";
import type { Wanted } from "./apply/wanted.ts";
import { headOf, reported, type Attempt, type Decided, type Earlier } from "./attempt.ts";
import type { Snapshot, StepPull } from "./snapshot.ts";
import type { StepReport } from "./step-report.ts";
import type { StepRun } from "./step-run.ts";

/** Somebody's commits are on the branch: they stay, and it is said once. */
export async function leaveAlone(
  run: StepRun,
  snapshot: Snapshot,
  decided: Decided,
  lane: readonly StepPull[],
  open: Pull | undefined,
  commit: string,
  earlier: Earlier,
): Promise<Attempt> {
  const marker = "<!-- rampart:stopped -->";
  const why = `commit ${commit.slice(0, 12)} on the branch is not ours: nothing of it is touched`;
  const wanted: Wanted = {
    closings: [],
    pull: undefined,
    marks: undefined,
    deployment: deploymentOf(decided.context, decided.decision, snapshot.baseCommit),
    remark:
      open === undefined
        ? undefined
        : {
            number: open.number,
            marker,
            author: snapshot.identity.login,
            body: `${marker}\nCommit ${commit.slice(0, 12)} is not one of this tool's, so the pull request is left as it is from here on. Close it and delete the branch to have it made anew.`,
          },
  };
  const report: StepReport = {
    ...headOf(decided),
    outcome: "stopped",
    why,
    hint: "merge it as it is, or close it and delete the branch to have it made anew",
    writes: [],
    findings: [],
    ...(open === undefined ? {} : { pull: reported(open) }),
  };
  const seen = await seeForge(run.forge, { wanted, lane, pull: undefined, content: { kind: "absent" } });
  if (run.dryRun) return { kind: "report", report, writes: plannedWrites(wanted, seen) };
  const done = await converge(run.forge, wanted, seen, earlier.turn);
  if (done.kind === "look-again") return { ...done, earlier: { ...earlier, turn: done.turn } };
  return { kind: "report", report: { ...report, writes: done.writes }, writes: done.writes };
}
