import { z } from "zod";
import { refSha } from "../git/refs.ts";
import { readBody } from "../read-body.ts";
import { invalid, refusal } from "../refusal.ts";
import type { Pull } from "../state.ts";
import type { Call, World } from "../world.ts";
import { branchRef } from "./head-ref.ts";
import { keepHead } from "./keep-head.ts";
import { checkBody, checkTitle } from "./limits.ts";

const NewPull = z.object({
  title: z.string().optional(),
  head: z.string(),
  head_repo: z.string().optional(),
  base: z.string(),
  body: z.string().nullable().default(null),
  maintainer_can_modify: z.boolean().default(true),
  draft: z.boolean().default(false),
});

/** Opens a pull request, under all that GitHub asks of one. */
export async function createPull(world: World, call: Call): Promise<Pull> {
  const wish = readBody(call, NewPull);
  const { settings, state } = world;
  if (call.actor.kind === "actions" && !settings.actionsMayOpenPulls)
    throw refusal(403, "GitHub Actions is not permitted to create or approve pull requests.");
  if (wish.title === undefined) throw invalid({ resource: "PullRequest", code: "missing_field", field: "title" });
  checkTitle(wish.title);
  checkBody(wish.body, "PullRequest");
  const colon = wish.head.indexOf(":");
  const owner = colon < 0 ? settings.owner : wish.head.slice(0, colon);
  const branch = wish.head.slice(colon + 1);
  const known = [settings.owner, ...settings.forks].find((one) => one.toLowerCase() === owner.toLowerCase());
  const head = known === undefined ? undefined : await refSha(world.repository, branchRef(world, known, branch));
  if (head === undefined || known === undefined) throw invalid({ resource: "PullRequest", field: "head", code: "invalid" });
  const base = await refSha(world.repository, `refs/heads/${wish.base}`);
  if (base === undefined) throw invalid({ resource: "PullRequest", field: "base", code: "invalid" });
  const twin = state.pulls.find(
    (pull) => pull.state === "open" && pull.headOwner === known && pull.headRef === branch && pull.baseRef === wish.base,
  );
  if (twin !== undefined) throw custom(`A pull request already exists for ${known}:${branch}.`);
  const { mergeBase } = await world.history.distance(base, head);
  if (mergeBase === undefined) throw custom(`The ${branch} branch has no history in common with ${settings.owner}:${wish.base}`);
  if (await world.history.holds(base, head)) throw custom(`No commits between ${wish.base} and ${branch}`);
  const pull: Pull = {
    id: world.nextId(),
    number: (state.lastNumber += 1),
    title: wish.title,
    body: wish.body === "" ? null : wish.body,
    state: "open",
    draft: wish.draft,
    user: call.actor.login,
    headRef: branch,
    headOwner: known,
    baseRef: wish.base,
    headSha: head,
    baseSha: base,
    baseTip: base,
    createdAt: world.now(),
    updatedAt: world.now(),
    closedAt: null,
    closedBy: null,
    mergedAt: null,
    mergedBy: null,
    mergeCommit: null,
    labels: [],
    assignees: [],
    reviewers: [],
    teamReviewers: [],
    milestone: null,
    autoMerge: null,
    queuedAt: null,
    queuedBy: null,
    maintainerCanModify: known === settings.owner ? false : wish.maintainer_can_modify,
    bornAt: world.calls(),
    reads: 0,
    refusals: 0,
  };
  state.pulls.push(pull);
  await keepHead(world, pull);
  return pull;
}

function custom(message: string): Error {
  return invalid({ resource: "PullRequest", code: "custom", field: "head", message });
}
