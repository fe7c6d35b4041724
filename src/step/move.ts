import type { Pull } from "../forge/forge.ts";
import { ledgerFile } from "../project/read-records.ts";
import { closedByPerson } from "./apply/closing.ts";
import { contentOf } from "./apply/content-of.ts";
import { converge, plannedWrites, type Convergence } from "./apply/converge.ts";
import { deploymentOf } from "./apply/deployment-of.ts";
import { mergeDue } from "./apply/merge-due.ts";
import { seeForge } from "./apply/see-forge.ts";
import { noTurn } from "./apply/turn.ts";
import { viewBranch } from "./apply/view-branch.ts";
import type { Wanted, WantedPull } from "./apply/wanted.ts";
import { headOf, reported, stopped, unopened, type Attempt, type Earlier, type MovingDecided } from "./attempt.ts";
import { branchName } from "./branch-name.ts";
import { buildStep, prefixed } from "./build-step.ts";
import { resumesOf } from "./lane-of.ts";
import { leaveAlone } from "./leave-alone.ts";
import type { Snapshot, StepPull } from "./snapshot.ts";
import type { StepReport } from "./step-report.ts";
import type { StepRun } from "./step-run.ts";

/** Opens or updates the one pull request of a step, after what it takes the place of is closed. */
export async function move(
  run: StepRun,
  snapshot: Snapshot,
  decided: MovingDecided,
  lane: readonly StepPull[],
  earlier: Earlier,
): Promise<Attempt> {
  const { standing, context, decision } = decided;
  const { forge } = run;
  const head = headOf(decided);
  const stop = (why: string, hint: string, pull: Pull): Attempt => stopped(decided, { why, hint, pull });
  const index = (stage: string) => context.positions.findIndex((position) => position.stage.name === stage);
  const isDown = index(decision.move.to) < context.position.index;
  const down = lane.find(({ ours, stage }) => ours && index(stage) !== -1 && index(stage) < context.position.index);
  // Which way back is taken is for people to say, once somebody has proposed one.
  const isOther = down !== undefined && decided.reason === undefined && down.stage !== decision.move.to;
  if (down !== undefined && (!isDown || isOther)) {
    return stop(
      `pull request #${down.pull.number} takes it back to ${down.stage}, and is not merged yet`,
      `merge or close ${down.pull.url}`,
      down.pull,
    );
  }
  const branch = branchName({ ...standing, stage: decision.move.to });
  const there = lane.find(({ pull }) => pull.head.branch === branch);
  if (there !== undefined && !there.ours) {
    return stop(
      `pull request #${there.pull.number} of @${there.pull.author} comes from ${branch}, the branch of this step`,
      "close it, or let its author rename the branch",
      there.pull,
    );
  }
  const open = there?.pull;
  const before = open === undefined ? await forge.pullsFrom(branch) : [];
  const since = standing.ledger.at(-1)?.at;
  const closed = closedByPerson(before, since);
  // Who asks for a way back by themselves is not held up by who closed an earlier one.
  if (closed !== undefined && !run.reopen && decided.reason === undefined) {
    return stop(
      `a person has closed pull request #${closed.number} for this step`,
      `run it with --reopen to open another, or leave it`,
      closed,
    );
  }
  const view = await viewBranch(forge, { branch, baseCommit: snapshot.baseCommit, open, earlier: before });
  if (view.kind === "overtaken") return { kind: "look-again", writes: [], earlier, fault: undefined };
  const ledger = prefixed(run, ledgerFile(standing.environment, standing.rollout));
  const onBranch = view.kind === "there" ? await forge.text(ledger, view.head) : undefined;
  const built = await buildStep(run, snapshot, decided, { onBranch, open, view, remembered: earlier.remembered });
  const { proposal, request, findings, wanted: pull } = built;
  const content = contentOf(view, pull.files);
  if (view.kind === "there" && content.kind === "outdated" && view.strangers.length > 0) {
    return leaveAlone(run, snapshot, decided, lane, open, view.strangers[0]?.sha ?? view.head, earlier);
  }
  const errors = findings.filter(({ severity, silenced }) => severity === "error" && silenced === undefined);
  if (errors.length > 0 && !isDown && !request.draft) {
    return {
      kind: "report",
      report: {
        ...head,
        outcome: "refused",
        why: `policy and checks find ${errors.length} ${errors.length === 1 ? "error" : "errors"}`,
        writes: [],
        findings,
        proposal,
      },
      writes: [],
    };
  }
  const others = lane.filter((one) => one.ours && one.pull.head.branch !== branch);
  // What goes up is not held: what would let it go on has had its time.
  const resumes = isDown ? [] : resumesOf(snapshot, standing).filter(({ ours }) => ours);
  const wanted: Wanted = {
    closings: [...others, ...resumes].map((one) => ({
      number: one.pull.number,
      words: `Superseded by the step to ${decision.move.to} (branch \`${branch}\`).`,
    })),
    pull,
    marks: undefined,
    deployment: deploymentOf(context, decision, snapshot.baseCommit),
    remark: undefined,
  };
  const seen = await seeForge(forge, { wanted, lane: [...lane, ...resumes], pull: open, content });
  const base = { ...head, findings, proposal };
  if (run.dryRun) {
    const writes = plannedWrites(wanted, seen);
    return {
      kind: "report",
      report: { ...base, outcome: "planned", pull: open === undefined ? unopened(request) : reported(open), writes },
      writes,
    };
  }
  const done = await converge(forge, wanted, seen, earlier.turn);
  const remembered = { entry: proposal.entry, judgement: proposal.judgement };
  if (done.kind === "look-again") return { ...done, earlier: { remembered, turn: done.turn } };
  return finished(run, { base, done, pull });
}

interface Finished {
  readonly base: Omit<StepReport, "outcome" | "writes">;
  readonly done: Extract<Convergence, { readonly kind: "settled" }>;
  readonly pull: WantedPull;
}

/** Everything stands; what is left is the merge, where it is not left to people. */
async function finished(run: StepRun, { base, done, pull }: Finished): Promise<Attempt> {
  const { writes, seen } = done;
  const report = { ...base, outcome: "settled" as const, writes, ...(seen.pull === undefined ? {} : { pull: reported(seen.pull) }) };
  if (seen.pull === undefined || pull.merge === undefined || seen.branch.kind !== "same") return { kind: "report", report, writes };
  const merge = await mergeDue(run.forge, seen.pull, pull, seen.branch.head);
  switch (merge.kind) {
    case "merged":
      return { kind: "report", report: { ...report, merged: { commit: merge.commit } }, writes };
    case "waiting":
      return { kind: "report", report: { ...report, why: merge.why }, writes };
    case "refused":
      return { kind: "report", report: { ...report, outcome: "stopped", why: merge.why }, writes };
    case "look-again":
      return { kind: "look-again", writes, earlier: { remembered: undefined, turn: noTurn }, fault: merge.fault };
  }
}
