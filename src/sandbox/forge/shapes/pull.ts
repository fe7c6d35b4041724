import { openMergeability } from "../pulls/open-mergeability.ts";
import type { Pull } from "../state.ts";
import type { World } from "../world.ts";
import { labelsNamed } from "./label.ts";
import { milestone } from "./milestone.ts";
import { nodeId } from "./node-id.ts";
import { repository, repositoryPage, repositoryUrl } from "./repository.ts";
import { team } from "./team.ts";
import { time } from "./time.ts";
import { organization, user } from "./user.ts";

type Shape = Readonly<Record<string, unknown>>;

/** A pull request as lists show it. */
export function listedPull(world: World, pull: Pull): Shape {
  const url = `${repositoryUrl(world)}/pulls/${pull.number}`;
  const page = pullPage(world, pull);
  const issue = `${repositoryUrl(world)}/issues/${pull.number}`;
  const statuses = `${repositoryUrl(world)}/statuses/${pull.headSha}`;
  const owned = world.state.milestones.find(({ number }) => number === pull.milestone);
  return {
    url,
    id: pull.id,
    node_id: pullNodeId(pull),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${repositoryUrl(world)}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    number: pull.number,
    state: pull.state,
    locked: false,
    active_lock_reason: null,
    title: pull.title,
    user: user(world, pull.user),
    body: pull.body,
    // The description of lists of pull requests forbids what GitHub does: a label without a description.
    labels: labelsNamed(world, pull.labels).map((one) => ({ ...one, description: one["description"] ?? "" })),
    milestone: owned === undefined ? null : milestone(world, owned),
    assignee: pull.assignees[0] === undefined ? null : user(world, pull.assignees[0]),
    assignees: pull.assignees.map((login) => user(world, login)),
    requested_reviewers: pull.reviewers.map((login) => user(world, login)),
    requested_teams: pull.teamReviewers.map((slug) => team(world, slug)),
    head: side(world, pull.headOwner, pull.headRef, pull.headSha),
    base: side(world, world.settings.owner, pull.baseRef, pull.baseSha),
    _links: {
      self: { href: url },
      html: { href: page },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${repositoryUrl(world)}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
    author_association: association(world, pull.user),
    auto_merge:
      pull.autoMerge === null
        ? null
        : {
            enabled_by: user(world, pull.autoMerge.by),
            merge_method: pull.autoMerge.method,
            commit_title: pull.autoMerge.title ?? pull.title,
            commit_message: pull.autoMerge.message ?? "",
          },
    draft: pull.draft,
    created_at: time(pull.createdAt),
    updated_at: time(pull.updatedAt),
    closed_at: time(pull.closedAt),
    merged_at: time(pull.mergedAt),
    merge_commit_sha: pull.mergeCommit ?? null,
  };
}

/** A pull request by itself, with what Git says of merging it. Does not count as reading it: see {@link openMergeability}. */
export async function pullShape(world: World, pull: Pull): Promise<Shape> {
  const { mergeable, state, testMerge } = await openMergeability(world, pull);
  const base = pull.mergedAt === null ? pull.baseTip : pull.baseSha;
  const { mergeBase = base } = await world.history.distance(base, pull.headSha);
  const [changes, commits] = await Promise.all([world.history.changes(mergeBase, pull.headSha), world.history.between(base, pull.headSha)]);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
  return {
    ...listedPull(world, pull),
    merge_commit_sha: pull.mergeCommit ?? testMerge,
    merged: pull.mergedAt !== null,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: state,
    merged_by: pull.mergedBy === null ? null : user(world, pull.mergedBy),
    comments: world.state.comments.filter(({ issue }) => issue === pull.number).length,
    review_comments: 0,
    maintainer_can_modify: pull.maintainerCanModify,
    commits: commits.length,
    additions: sum(changes.map(({ additions }) => additions)),
    deletions: sum(changes.map(({ deletions }) => deletions)),
    changed_files: changes.length,
  };
}

/** Where a browser finds a pull request. */
export function pullPage(world: World, { number }: Pull): string {
  return `${repositoryPage(world)}/pull/${number}`;
}

/** The GraphQL id of a pull request. */
export function pullNodeId({ id }: Pull): string {
  return nodeId("PR", id);
}

/** What somebody is to the repository. */
export function association(world: World, login: string): string {
  const role = world.settings.people.find((one) => one.login === login)?.role ?? "write";
  return role === "admin" ? "MEMBER" : role === "write" ? (login.endsWith("[bot]") ? "NONE" : "COLLABORATOR") : "NONE";
}

function side(world: World, owner: string, ref: string, sha: string): Shape {
  const own = owner === world.settings.owner;
  return { label: `${owner}:${ref}`, ref, sha, user: own ? organization(world) : user(world, owner), repo: repository(world, owner) };
}
