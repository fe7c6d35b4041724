import type { NewStatus, Reviewers } from "../../forge/forge.ts";
import type { Seen } from "./seen.ts";
import type { Wanted, WantedPull } from "./wanted.ts";
import type { Write } from "./write.ts";

/**
 * The next request that brings the forge nearer to what is wanted; `undefined`
 * when nothing is left to do. Pure, so that a dry run tells exactly what a run
 * would do, and a run that was killed goes on where the forge stands.
 *
 * The order matters: what is not due any more is closed before anything new is
 * opened, a branch is never there without its commit, and a pull request is
 * never there without its branch.
 */
export function nextWrite(wanted: Wanted, seen: Seen): Write | undefined {
  const closing = wanted.closings.find(({ number }) => seen.open.has(number));
  if (closing !== undefined) return { kind: "close-pull", ...closing };
  return (
    (wanted.pull === undefined ? undefined : (branchWrite(wanted.pull, seen) ?? pullWrite(wanted.pull, seen))) ??
    statusWrite(wanted.marks?.commit, wanted.marks?.statuses ?? [], seen) ??
    remarkWrite(wanted, seen) ??
    deploymentWrite(wanted, seen)
  );
}

/** Whether it is about to be merged as it is: what would have to be pushed, and all that is said of it, would disturb that. */
function isLeftAlone({ branch, merging }: Seen): boolean {
  return branch.kind === "outdated" && merging;
}

/** The commit of a pull request: on a new branch, or on top of what is there. Never over it. */
function branchWrite(pull: WantedPull, seen: Seen): Write | undefined {
  const { branch, made } = seen;
  if (branch.kind === "same" || isLeftAlone(seen)) return undefined;
  if (made.tree === undefined) return { kind: "create-tree", base: pull.baseCommit, files: pull.files };
  if (made.commit === undefined) {
    const message = `${pull.message}\nRampart-Tree: ${made.tree}\n`;
    return { kind: "create-commit", tree: made.tree, parents: parentsOf(pull, branch), message };
  }
  return branch.kind === "absent"
    ? { kind: "create-branch", branch: pull.branch, commit: made.commit }
    : { kind: "advance-branch", branch: pull.branch, commit: made.commit };
}

/** With the base as a second parent where it has moved, the branch goes forward and still shows only its own changes. */
function parentsOf({ baseCommit }: WantedPull, branch: Seen["branch"]): readonly string[] {
  if (branch.kind === "spent") return [branch.head, baseCommit];
  return branch.kind === "outdated" ? [branch.head, ...(branch.behind ? [baseCommit] : [])] : [baseCommit];
}

function pullWrite(wanted: WantedPull, seen: Seen): Write | undefined {
  const { branch, pull } = seen;
  const head = branch.kind === "absent" ? undefined : branch.head;
  if (head === undefined || isLeftAlone(seen)) return undefined;
  if (pull === undefined) {
    const { branch: from, base, title, draft } = wanted;
    return { kind: "open-pull", pull: { branch: from, base, title, draft, body: wanted.body("", head) } };
  }
  const { number } = pull;
  // The body tells whose draft it is, so it must not be renewed before.
  if (pull.draft && !wanted.draft && seen.draftIsOurs) return { kind: "mark-ready", number };
  const body = wanted.body(pull.body, head);
  if (body !== pull.body) return { kind: "edit-pull", number, change: { body } };
  const labels = wanted.labels.filter((label) => !pull.labels.includes(label) && !seen.settledLabels.includes(label));
  if (labels.length > 0) return { kind: "add-labels", number, labels };
  const reviewers = missingReviewers(wanted.reviewers, pull.reviewers, seen.settledReviewers);
  if (reviewers.people.length + reviewers.teams.length > 0) return { kind: "request-reviews", number, reviewers };
  return statusWrite(head, wanted.statuses, seen);
}

/** Reviewers that are wanted, and neither asked already nor settled. Names are compared as the forge does, in any case. */
export function missingReviewers(wanted: Reviewers, asked: Reviewers, settled: Reviewers): Reviewers {
  const missing = (kind: keyof Reviewers) => {
    const known = new Set([...asked[kind], ...settled[kind]].map((name) => name.toLowerCase()));
    return wanted[kind].filter((one) => !known.has(one.toLowerCase()));
  };
  return { people: missing("people"), teams: missing("teams") };
}

function statusWrite(commit: string | undefined, statuses: readonly NewStatus[], { statuses: known }: Seen): Write | undefined {
  const status = statuses.find(({ context, state, description }) => {
    const there = known.get(context);
    return there === undefined || there.state !== (state === "error" ? "failure" : state) || there.description !== description;
  });
  return status === undefined || commit === undefined ? undefined : { kind: "set-status", commit, status };
}

function remarkWrite({ remark }: Wanted, { remarked }: Seen): Write | undefined {
  return remark === undefined || remarked ? undefined : { kind: "comment", number: remark.number, body: remark.body };
}

function deploymentWrite({ deployment: wanted }: Wanted, { deployment }: Seen): Write | undefined {
  if (wanted === undefined) return undefined;
  if (deployment === undefined) return { kind: "create-deployment", deployment: wanted.deployment };
  if (deployment.state === wanted.state) return undefined;
  return { kind: "set-deployment-state", id: deployment.id, state: wanted.state, description: wanted.deployment.description };
}
