import { converge, plannedWrites } from "../apply/converge.ts";
import { contentOf } from "../apply/content-of.ts";
import { deploymentOf } from "../apply/deployment-of.ts";
import { seeForge } from "../apply/see-forge.ts";
import { viewBranch } from "../apply/view-branch.ts";
import type { Wanted, WantedPull } from "../apply/wanted.ts";
import { headOf, reported, stopped, unopened, type Attempt, type Decided } from "../attempt.ts";
import { prefixed } from "../build-step.ts";
import type { Facts } from "../decide/facts.ts";
import { resumesOf } from "../lane-of.ts";
import { leaveAlone } from "../leave-alone.ts";
import { mergeBody } from "../pull-request/merge-body.ts";
import type { Attempting } from "../take-step.ts";
import type { Project } from "../../project/read-project.ts";
import { overridesFile } from "../../project/read-overrides.ts";
import { judgeProposal } from "../../verify/judge-proposal.ts";
import { ownerOf, planResume, resumeOverride, type ResumeAsked } from "./plan-resume.ts";
import { resumeBranch } from "./resume-branch.ts";
import { resumeRequest } from "./resume-request.ts";
import { withOverride } from "./with-override.ts";

/**
 * Opens or updates the one pull request that lets a rollout go on after a step
 * back: an entry in its overrides, and nothing else. Nobody but people merges
 * it, whatever the environment says of steps.
 */
export function proposeResume(asked: ResumeAsked): Attempting {
  return async (run, snapshot, decided, earlier): Promise<Attempt> => {
    const { forge, checkout } = run;
    const { standing, context } = decided;
    const held = planResume(factsOf(run.project, decided, snapshot.now));
    const branch = resumeBranch(standing);
    const [there] = resumesOf(snapshot, standing);
    if (there !== undefined && !there.ours) {
      return stopped(decided, {
        why: `pull request #${there.pull.number} of @${there.pull.author} comes from ${branch}, the branch of this one`,
        hint: "merge or close it, or let its author rename the branch",
        pull: there.pull,
      });
    }
    const open = there?.pull;
    const before = open === undefined ? await forge.pullsFrom(branch) : [];
    const view = await viewBranch(forge, { branch, baseCommit: snapshot.baseCommit, open, earlier: before });
    if (view.kind === "overtaken") return { kind: "look-again", writes: [], earlier, fault: undefined };

    const file = overridesFile(standing.environment, standing.rollout);
    const old = run.committed.text(file);
    const override = resumeOverride(
      held,
      { ...asked, owner: ownerOf(asked.owner, snapshot.identity) },
      { now: snapshot.now, onBranch: view.kind === "there" ? await forge.text(prefixed(run, file), view.head) : undefined },
    );
    const text = withOverride(file, old, override);
    const files = new Map([[file, text]]);
    const findings = judgeProposal({
      committed: run.committed,
      files,
      environment: standing.environment,
      rollout: standing.rollout,
      now: new Date(snapshot.now * 1000),
    });
    const request = resumeRequest({
      context,
      entry: held.entry,
      override,
      findings,
      codeowners: run.codeowners,
      address: forge.address,
      prefix: checkout.prefix,
    });
    const pull: WantedPull = {
      branch,
      base: snapshot.base,
      baseCommit: snapshot.baseCommit,
      files: new Map([[prefixed(run, file), text]]),
      title: request.title,
      message: request.message,
      body: (current) => mergeBody(current, request.body),
      labels: request.labels,
      reviewers: request.reviewers,
      draft: false,
      statuses: request.statuses,
    };
    const content = contentOf(view, pull.files);
    if (view.kind === "there" && content.kind === "outdated" && view.strangers.length > 0) {
      return leaveAlone(run, snapshot, decided, [], open, view.strangers[0]?.sha ?? view.head, earlier);
    }
    const wanted: Wanted = {
      closings: [],
      pull,
      marks: undefined,
      deployment: deploymentOf(context, held.decision, snapshot.baseCommit),
      remark: undefined,
    };
    const seen = await seeForge(forge, { wanted, lane: [], pull: open, content });
    const base = { ...headOf(decided), findings, change: { files, old: new Map([[file, old]]) } };
    if (run.dryRun) {
      const writes = plannedWrites(wanted, seen);
      return {
        kind: "report",
        report: { ...base, outcome: "planned", pull: open === undefined ? unopened(pull) : reported(open), writes },
        writes,
      };
    }
    const done = await converge(forge, wanted, seen, earlier.turn);
    if (done.kind === "look-again") return { ...done, earlier: { ...earlier, turn: done.turn } };
    const { writes } = done;
    return {
      kind: "report",
      report: { ...base, outcome: "settled", writes, ...(done.seen.pull === undefined ? {} : { pull: reported(done.seen.pull) }) },
      writes,
    };
  };
}

/** A held rollout as runs take it, at a time in Unix seconds. Throws a `UserError` where nothing holds it. */
export function heldDecided(project: Project, where: Pick<Decided, "standing" | "context">, now: number): Decided {
  return { ...where, decision: planResume(factsOf(project, where, now)).decision, judgement: undefined };
}

/** Whether it is held rests on what Git says and the time alone. */
function factsOf({ stops }: Project, { standing, context }: Pick<Decided, "standing" | "context">, now: number): Facts {
  return { context, judgement: undefined, elsewhere: [], overrides: standing.overrides, stops, now };
}
