import type { CheckResult, Forge, Pull, Removals, Review, Reviewers } from "../../forge/forge.ts";
import { isDraftOfOurs } from "./draft-marker.ts";
import { missingReviewers } from "./next-write.ts";
import { isMerging } from "./is-merging.ts";
import type { BranchContent, Seen } from "./seen.ts";
import type { Wanted, WantedDeployment } from "./wanted.ts";

/** What is known already when the forge is asked for the rest. */
export interface SeeQuestion {
  readonly wanted: Wanted;
  /** Open pull requests that may have to be closed. */
  readonly lane: readonly { readonly pull: Pull }[];
  /** The open pull request of the step. */
  readonly pull: Pull | undefined;
  readonly content: BranchContent;
}

const nobody: Reviewers = { people: [], teams: [] };

/** Asks for what the next writes depend on, and for nothing else: each question is a request. */
export async function seeForge(forge: Forge, { wanted, lane, pull, content }: SeeQuestion): Promise<Seen> {
  const commit = wanted.marks?.commit ?? (content.kind === "same" ? content.head : undefined);
  const labelsMissing = wanted.pull?.labels.some((label) => pull !== undefined && !pull.labels.includes(label)) === true;
  const asked = wanted.pull === undefined || pull === undefined ? nobody : missingReviewers(wanted.pull.reviewers, pull.reviewers, nobody);
  const reviewersMissing = asked.people.length + asked.teams.length > 0;
  const reviews = pull !== undefined && reviewersMissing ? await forge.reviews(pull.number) : [];
  const answered = settled(asked, undefined, reviews);
  const unanswered = missingReviewers(asked, nobody, answered);
  const mayBeRemoved = labelsMissing || unanswered.people.length + unanswered.teams.length > 0;
  const isMarked = pull !== undefined && isDraftOfOurs(pull.body);
  // Whoever has made it ready without renewing the body has left the mark there.
  const mayBeTheirs = isMarked && pull.draft && wanted.pull?.draft === false;
  // Only what nobody has answered may have been taken off.
  const removals = pull !== undefined && (mayBeRemoved || mayBeTheirs) ? await forge.removals(pull.number) : undefined;
  const merging = pull !== undefined && content.kind === "outdated" && (await isMerging(forge, pull));
  return {
    open: new Set(lane.map((one) => one.pull.number)),
    branch: content,
    made: {},
    pull,
    settledLabels: removals?.labels ?? [],
    settledReviewers: settled(asked, removals, reviews),
    draftIsOurs: isMarked && removals?.readiness !== true,
    statuses: commit === undefined ? new Map<string, CheckResult>() : await forge.statuses(commit),
    deployment: wanted.deployment === undefined ? undefined : await deploymentLike(forge, wanted.deployment),
    remarked: wanted.remark !== undefined && (await isSaid(forge, wanted.remark)),
    merging,
  };
}

/** Who has answered, or was taken off, is not asked again. Of teams it cannot be told who answered for them: one review is enough. */
function settled(asked: Reviewers, removals: Removals | undefined, reviews: readonly Review[]): Reviewers {
  const authors = reviews.map(({ author }) => author);
  return {
    people: [...authors, ...(removals?.reviewers.people ?? [])],
    teams: [...(removals?.reviewers.teams ?? []), ...(authors.length > 0 ? asked.teams : [])],
  };
}

async function deploymentLike(forge: Forge, { deployment: { environment, task } }: WantedDeployment): Promise<Seen["deployment"]> {
  return (await forge.deployments(environment, task)).at(0);
}

async function isSaid(forge: Forge, { number, marker, author }: NonNullable<Wanted["remark"]>): Promise<boolean> {
  return (await forge.comments(number)).some((comment) => comment.author === author && comment.body.includes(marker));
}
