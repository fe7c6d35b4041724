import { z } from "zod";
import { findPull } from "../pulls/find-pull.ts";
import { mergePull } from "../pulls/merge-pull.ts";
import { mergeability } from "../pulls/mergeability.ts";
import { readBody } from "../read-body.ts";
import { notFound, refusal } from "../refusal.ts";
import type { Route } from "../world.ts";

const Merge = z.object({
  commit_title: z.string().optional(),
  commit_message: z.string().optional(),
  sha: z.string().optional(),
  merge_method: z.enum(["merge", "squash", "rebase"]).default("merge"),
});
const root = "/repos/{owner}/{repo}/pulls/{number}/merge";
const methods = { merge: "Merge commits", squash: "Squash merges", rebase: "Rebase merges" } as const;

/** Merging. @see https://docs.github.com/rest/pulls/pulls#merge-a-pull-request */
export const merges: readonly Route[] = [
  {
    method: "GET",
    path: root,
    needs: [["pull_requests", "read"]],
    handle(world, call) {
      if (findPull(world, call).mergedAt === null) throw notFound();
      return { status: 204 };
    },
  },
  {
    method: "PUT",
    path: root,
    needs: [["contents", "write"]],
    async handle(world, call) {
      const pull = findPull(world, call);
      const { sha, merge_method: method, commit_title: title = null, commit_message: message = null } = readBody(call, Merge);
      const { settings } = world;
      const rules = settings.protection[pull.baseRef];
      if (pull.state === "closed") throw refusal(405, "Pull Request is not mergeable");
      if (pull.draft) throw refusal(405, "Pull Request is still a draft");
      if (!settings.mergeMethods.includes(method)) throw refusal(405, `${methods[method]} are not allowed on this repository.`);
      if (sha !== undefined && sha !== pull.headSha) throw refusal(409, "Head branch was modified. Review and try the merge again.");
      if (rules?.queue === true) throw refusal(405, "Changes must be made through the merge queue");
      pull.refusals += 1;
      if (pull.refusals <= settings.lag.merge) throw refusal(405, "Base branch was modified. Review and try the merge again.");
      const { state, unmet } = await mergeability(world, pull);
      if (state === "dirty") throw refusal(405, "Pull Request is not mergeable");
      const bypass = call.actor.role === "admin" && rules?.enforceAdmins === false;
      if (unmet.length > 0 && !bypass) throw refusal(405, unmet.join(" "));
      const commit = await mergePull(world, pull, { by: call.actor.login, method, title, message });
      if (commit === undefined) throw refusal(405, "Base branch was modified. Review and try the merge again.");
      return { status: 200, body: { sha: commit, merged: true, message: "Pull Request successfully merged" } };
    },
  },
];
