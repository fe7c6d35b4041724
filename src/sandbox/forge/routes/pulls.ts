import { z } from "zod";
import { closePull } from "../pulls/close-pull.ts";
import { createPull } from "../pulls/create-pull.ts";
import { findPull } from "../pulls/find-pull.ts";
import { checkBody, checkTitle } from "../pulls/limits.ts";
import { renamePull } from "../pulls/rename-pull.ts";
import { reopenPull } from "../pulls/reopen-pull.ts";
import { refSha } from "../git/refs.ts";
import { paginate } from "../paginate.ts";
import { readBody } from "../read-body.ts";
import { invalid } from "../refusal.ts";
import { fileChange } from "../shapes/file-change.ts";
import { listedPull, pullShape } from "../shapes/pull.ts";
import type { Pull } from "../state.ts";
import type { Call, Route, World } from "../world.ts";
import { listed } from "./commits.ts";

const ChangedPull = z.object({
  title: z.string().optional(),
  body: z.string().nullable().optional(),
  state: z.enum(["open", "closed"]).optional(),
  base: z.string().optional(),
  maintainer_can_modify: z.boolean().optional(),
});
const root = "/repos/{owner}/{repo}/pulls";

/** Pull requests. @see https://docs.github.com/rest/pulls/pulls */
export const pulls: readonly Route[] = [
  {
    method: "GET",
    path: root,
    needs: [["pull_requests", "read"]],
    handle(world, call) {
      const { items, headers } = paginate(world, call, found(world, call));
      return { status: 200, body: items.map((pull) => listedPull(world, pull)), headers };
    },
  },
  {
    method: "POST",
    path: root,
    needs: [["pull_requests", "write"]],
    async handle(world, call) {
      const pull = await createPull(world, call);
      const shown = await pullShape(world, pull);
      return { status: 201, body: shown, headers: { location: `${world.url}${call.path}/${pull.number}` } };
    },
  },
  {
    method: "GET",
    path: `${root}/{number}`,
    needs: [["pull_requests", "read"]],
    async handle(world, call) {
      const pull = findPull(world, call);
      pull.reads += 1;
      return { status: 200, body: await pullShape(world, pull) };
    },
  },
  {
    method: "PATCH",
    path: `${root}/{number}`,
    needs: [["pull_requests", "write"]],
    async handle(world, call) {
      const pull = findPull(world, call);
      const change = readBody(call, ChangedPull);
      if (change.title !== undefined) checkTitle(change.title);
      if (change.body !== undefined) checkBody(change.body, "PullRequest");
      if (change.base !== undefined && change.base !== pull.baseRef) await retarget(world, pull, change.base);
      if (change.state === "open" && pull.state === "closed") await reopenPull(world, pull, call.actor.login);
      if (change.title !== undefined) renamePull(world, pull, call.actor.login, change.title);
      if (change.body !== undefined) pull.body = change.body === "" ? null : change.body;
      if (change.maintainer_can_modify !== undefined) pull.maintainerCanModify = change.maintainer_can_modify;
      if (change.state === "closed" && pull.state === "open") closePull(world, pull, call.actor.login);
      pull.updatedAt = world.now();
      return { status: 200, body: await pullShape(world, pull) };
    },
  },
  {
    method: "GET",
    path: `${root}/{number}/files`,
    needs: [["pull_requests", "read"]],
    async handle(world, call) {
      const pull = findPull(world, call);
      const { mergeBase } = await world.history.distance(lastBase(pull), pull.headSha);
      const changes = mergeBase === undefined ? [] : await world.history.changes(mergeBase, pull.headSha);
      const { items, headers } = paginate(world, call, changes.slice(0, 3000));
      return { status: 200, body: items.map((change) => fileChange(world, pull.headSha, change)), headers };
    },
  },
  {
    method: "GET",
    path: `${root}/{number}/commits`,
    needs: [["pull_requests", "read"]],
    async handle(world, call) {
      const pull = findPull(world, call);
      const { items, headers } = paginate(world, call, (await world.history.between(lastBase(pull), pull.headSha)).slice(0, 250));
      return { status: 200, body: await listed(world, items), headers };
    },
  },
];

/** What a pull request is compared with: the base as it is, or as it was before the merge. */
function lastBase(pull: Pull): string {
  return pull.mergedAt === null ? pull.baseTip : pull.baseSha;
}

function found(world: World, { query }: Call): readonly Pull[] {
  const state = query.get("state") ?? "open";
  const head = query.get("head") ?? "";
  const base = query.get("base");
  const sort = query.get("sort") ?? "created";
  const direction = query.get("direction") ?? (sort === "created" ? "desc" : "asc");
  const [owner = "", branch] = [head.split(":")[0], head.includes(":") ? head.slice(head.indexOf(":") + 1) : undefined];
  const shown = world.state.pulls.filter(
    (pull) =>
      (state === "all" || pull.state === state) &&
      // Without an owner GitHub does not look at the filter at all.
      (branch === undefined || (pull.headRef === branch && pull.headOwner.toLowerCase() === owner.toLowerCase())) &&
      (base === null || pull.baseRef === base) &&
      world.calls() - pull.bornAt >= world.settings.lag.list,
  );
  const key = (pull: Pull): number =>
    sort === "updated" ? pull.updatedAt : sort === "popularity" ? comments(world, pull) : pull.createdAt;
  const sign = direction === "asc" ? 1 : -1;
  return shown.toSorted((left, right) => sign * (key(left) - key(right) || left.number - right.number));
}

function comments({ state }: World, { number }: Pull): number {
  return state.comments.filter(({ issue }) => issue === number).length;
}

async function retarget(world: World, pull: Pull, base: string): Promise<void> {
  const sha = await refSha(world.repository, `refs/heads/${base}`);
  if (sha === undefined || pull.state === "closed") throw invalid({ resource: "PullRequest", field: "base", code: "invalid" });
  if (await world.history.holds(sha, pull.headSha))
    throw invalid({
      resource: "PullRequest",
      code: "custom",
      field: "base",
      message: `There are no new commits between base branch '${base}' and head branch '${pull.headRef}'`,
    });
  pull.baseRef = base;
  pull.baseSha = sha;
  pull.baseTip = sha;
  pull.reads = 0;
}
