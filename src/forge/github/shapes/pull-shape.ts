import { z } from "zod";
import type { Pull } from "../../forge.ts";

/** Somebody with an account; GitHub tells none for who has left. */
export const Account = z.object({ login: z.string() }).nullish();

/** Login of whoever has left, as GitHub shows them. */
export const ghost = "ghost";

/** A pull request as lists show it. @see https://docs.github.com/rest/pulls/pulls#list-pull-requests */
export const PullShape = z.object({
  number: z.int(),
  html_url: z.string(),
  node_id: z.string(),
  state: z.enum(["open", "closed"]),
  draft: z.boolean().default(false),
  title: z.string(),
  body: z.string().nullish(),
  user: Account,
  base: z.object({ ref: z.string(), repo: z.object({ full_name: z.string() }) }),
  head: z.object({ ref: z.string(), sha: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
  labels: z.array(z.object({ name: z.string() })),
  requested_reviewers: z.array(z.object({ login: z.string() })).nullish(),
  requested_teams: z.array(z.object({ slug: z.string() })).nullish(),
  auto_merge: z.object({}).nullish(),
  created_at: z.string(),
  merged_at: z.string().nullable(),
  merge_commit_sha: z.string().nullish(),
});

/** A pull request by itself. @see https://docs.github.com/rest/pulls/pulls#get-a-pull-request */
export const PullDetailShape = PullShape.extend({ mergeable: z.boolean().nullable(), mergeable_state: z.string() });

/** A pull request in our words. */
export function pullOf(shape: z.output<typeof PullShape>): Pull {
  const merged = shape.merged_at !== null;
  return {
    number: shape.number,
    url: shape.html_url,
    node: shape.node_id,
    state: merged ? "merged" : shape.state,
    draft: shape.draft,
    title: shape.title,
    body: shape.body ?? "",
    author: shape.user?.login ?? ghost,
    base: shape.base.ref,
    head: { branch: shape.head.ref, commit: shape.head.sha, repository: shape.head.repo?.full_name },
    labels: shape.labels.map(({ name }) => name),
    reviewers: {
      people: (shape.requested_reviewers ?? []).map(({ login }) => login),
      teams: (shape.requested_teams ?? []).map(({ slug }) => slug),
    },
    autoMerge: (shape.auto_merge ?? undefined) !== undefined,
    createdAt: shape.created_at,
    mergedAt: shape.merged_at ?? undefined,
    // Before the merge this names a trial merge.
    mergeCommit: merged ? (shape.merge_commit_sha ?? undefined) : undefined,
  };
}
