import { resolveCommit } from "../git/resolve.ts";
import { emptyTree } from "../git/history.ts";
import { paginate } from "../paginate.ts";
import { notFound, refusal } from "../refusal.ts";
import { listedCommit } from "../shapes/commit.ts";
import { fileChange } from "../shapes/file-change.ts";
import { repositoryPage, repositoryUrl } from "../shapes/repository.ts";
import type { Route, World } from "../world.ts";

const root = "/repos/{owner}/{repo}";

/** Commits with their files, lists and comparisons. @see https://docs.github.com/rest/commits/commits */
export const commits: readonly Route[] = [
  {
    method: "GET",
    path: `${root}/commits`,
    needs: [["contents", "read"]],
    async handle(world, call) {
      const { query } = call;
      const start = await resolveCommit(world.repository, query.get("sha") ?? "main");
      if (start === undefined) {
        if (query.has("sha")) throw notFound();
        throw refusal(409, "Git Repository is empty.");
      }
      const words = ["since", "until", "author", "committer"].flatMap((name) => {
        const value = query.get(name);
        return value === null ? [] : [`--${name}=${value}`];
      });
      const path = query.get("path");
      const { stdout } = await world.repository.run([
        "--literal-pathspecs",
        "rev-list",
        ...words,
        start,
        "--",
        ...(path === null || path === "" ? [] : [path]),
      ]);
      const { items, headers } = paginate(world, call, stdout.toString("latin1").split("\n").filter(Boolean));
      return { status: 200, body: await listed(world, items), headers };
    },
  },
  {
    method: "GET",
    path: `${root}/compare/{basehead+}`,
    needs: [["contents", "read"]],
    async handle(world, call) {
      const [base = "", head = ""] = (call.params["basehead"] ?? "").split("...").map((name) => name.replace(/^[^/:]+:/, ""));
      const [from, to] = await Promise.all([resolveCommit(world.repository, base), resolveCommit(world.repository, head)]);
      if (from === undefined || to === undefined) throw notFound();
      const { mergeBase, ahead, behind } = await world.history.distance(from, to);
      if (mergeBase === undefined) throw refusal(404, `No common ancestor between ${base} and ${head}.`);
      const [between, changes] = await Promise.all([world.history.between(from, to), world.history.changes(mergeBase, to)]);
      const { items, headers } = paginate(world, call, between);
      const basehead = `${encodeURIComponent(base)}...${encodeURIComponent(head)}`;
      const page = `${repositoryPage(world)}/compare/${basehead}`;
      const [[baseCommit], [mergeBaseCommit]] = await Promise.all([listed(world, [from]), listed(world, [mergeBase])]);
      return {
        status: 200,
        body: {
          url: `${repositoryUrl(world)}/compare/${basehead}`,
          html_url: page,
          permalink_url: `${repositoryPage(world)}/compare/${from}...${to}`,
          diff_url: `${page}.diff`,
          patch_url: `${page}.patch`,
          base_commit: baseCommit,
          merge_base_commit: mergeBaseCommit,
          status: ahead === 0 ? (behind === 0 ? "identical" : "behind") : behind === 0 ? "ahead" : "diverged",
          ahead_by: ahead,
          behind_by: behind,
          total_commits: between.length,
          commits: await listed(world, items),
          // Files come with the first page only, 300 at most.
          ...(["", "1"].includes(call.query.get("page") ?? "")
            ? { files: changes.slice(0, 300).map((change) => fileChange(world, to, change)) }
            : {}),
        },
        headers,
      };
    },
  },
  {
    method: "GET",
    path: `${root}/commits/{ref+}`,
    needs: [["contents", "read"]],
    async handle(world, { params }) {
      const ref = params["ref"] ?? "";
      const sha = await resolveCommit(world.repository, ref);
      const commit = sha === undefined ? undefined : await world.repository.commit(sha);
      if (sha === undefined || commit === undefined) throw refusal(422, `No commit found for SHA: ${ref}`);
      const changes = await world.history.changes(commit.parents[0] ?? emptyTree, sha);
      const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
      const additions = sum(changes.map((change) => change.additions));
      const deletions = sum(changes.map((change) => change.deletions));
      return {
        status: 200,
        body: {
          ...listedCommit(world, sha, commit),
          stats: { total: additions + deletions, additions, deletions },
          files: changes.slice(0, 300).map((change) => fileChange(world, sha, change)),
        },
      };
    },
  },
];

/** Commits by their names, as lists show them. */
export async function listed(world: World, shas: readonly string[]): Promise<readonly object[]> {
  const found = await Promise.all(shas.map(async (sha) => ({ sha, commit: await world.repository.commit(sha) })));
  return found.flatMap(({ sha, commit }) => (commit === undefined ? [] : [listedCommit(world, sha, commit)]));
}
