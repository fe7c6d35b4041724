import { z } from "zod";
import { resolveCommit } from "../git/resolve.ts";
import { paginate } from "../paginate.ts";
import { readBody } from "../read-body.ts";
import { invalid, refusal } from "../refusal.ts";
import { minimalRepository, repositoryUrl } from "../shapes/repository.ts";
import { simpleStatus, status } from "../shapes/status.ts";
import type { Status } from "../state.ts";
import type { Call, Route, World } from "../world.ts";
import { letterCount } from "../letter-count.ts";

const NewStatus = z.object({
  state: z.enum(["error", "failure", "pending", "success"]),
  target_url: z.string().nullable().optional(),
  description: z.string().nullable().optional(),
  context: z.string().default("default"),
});
const root = "/repos/{owner}/{repo}";
const most = 1000;

/** Commit statuses. @see https://docs.github.com/rest/commits/statuses */
export const statuses: readonly Route[] = [
  {
    method: "POST",
    path: `${root}/statuses/{sha}`,
    needs: [["statuses", "write"]],
    async handle(world, call) {
      const sha = call.params["sha"] ?? "";
      const wish = readBody(call, NewStatus);
      if (!/^[0-9a-f]{40}$/.test(sha) || (await world.repository.commit(sha)) === undefined)
        throw refusal(422, `No commit found for SHA: ${sha}`);
      const field = (name: string, message: string): Error => invalid({ resource: "Status", code: "custom", field: name, message });
      if (letterCount(wish.description ?? "") > 140) throw field("description", "description is too long (maximum is 140 characters)");
      if (letterCount(wish.context) > 255) throw field("context", "context is too long (maximum is 255 characters)");
      if (typeof wish.target_url === "string" && wish.target_url !== "" && !/^https?:\/\//.test(wish.target_url))
        throw field("target_url", "target_url must use http(s) scheme");
      if (world.state.statuses.filter((one) => one.sha === sha && one.context === wish.context).length >= most)
        throw field("context", "This SHA and context has reached the maximum number of statuses.");
      const made: Status = {
        id: world.nextId(),
        sha,
        state: wish.state,
        context: wish.context,
        description: wish.description ?? null,
        targetUrl: wish.target_url ?? null,
        creator: call.actor.login,
        createdAt: world.now(),
      };
      world.state.statuses.push(made);
      return { status: 201, body: status(world, made), headers: { location: `${repositoryUrl(world)}/statuses/${sha}` } };
    },
  },
  {
    method: "GET",
    path: `${root}/commits/{ref+}/statuses`,
    needs: [["statuses", "read"]],
    async handle(world, call) {
      const sha = await commit(world, call);
      const all = world.state.statuses.filter((one) => one.sha === sha).toReversed();
      const { items, headers } = paginate(world, call, all);
      return { status: 200, body: items.map((one) => status(world, one)), headers };
    },
  },
  {
    method: "GET",
    path: `${root}/commits/{ref+}/status`,
    needs: [["statuses", "read"]],
    async handle(world, call) {
      const sha = await commit(world, call);
      const newest = new Map(world.state.statuses.filter((one) => one.sha === sha).map((one) => [one.context, one]));
      const all = [...newest.values()];
      const { items, headers } = paginate(world, call, all);
      const states = all.map(({ state }) => state);
      const bad = states.includes("failure") || states.includes("error");
      return {
        status: 200,
        body: {
          state: bad ? "failure" : states.length === 0 || states.includes("pending") ? "pending" : "success",
          statuses: items.map((one) => simpleStatus(world, one)),
          sha,
          total_count: all.length,
          repository: minimalRepository(world),
          commit_url: `${repositoryUrl(world)}/commits/${sha}`,
          url: `${repositoryUrl(world)}/commits/${sha}/status`,
        },
        headers,
      };
    },
  },
];

async function commit(world: World, { params }: Call): Promise<string> {
  const ref = params["ref"] ?? "";
  const sha = await resolveCommit(world.repository, ref);
  if (sha === undefined) throw refusal(404, `No commit found for SHA: ${ref}`);
  return sha;
}
