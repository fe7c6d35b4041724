import { gitAs } from "../../../src/cli/sandbox/git-as.ts";
import type { Forge } from "../../../src/sandbox/forge/serve-forge.ts";

/** A commit of a branch. */
export interface ShownCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly tree: string;
  readonly subject: string;
  readonly author: string;
}

/** The commits that branches hold, by name, and where the branches stand. */
export async function branchesOf(folder: string): Promise<{
  readonly heads: ReadonlyMap<string, string>;
  readonly commits: ReadonlyMap<string, ShownCommit>;
}> {
  const words = ["log", "--branches", "--decorate=full", "--decorate-refs=refs/heads/", "--format=%H%x00%P%x00%T%x00%s%x00%an%x00%D"];
  const lines = (await gitAs({ name: "ada", at: 0 }, folder, words)).split("\n").filter((line) => line !== "");
  const heads = new Map<string, string>();
  const commits = new Map<string, ShownCommit>();
  for (const line of lines) {
    const [sha = "", parents = "", tree = "", subject = "", author = "", refs = ""] = line.split("\0");
    commits.set(sha, { sha, parents: parents.split(" ").filter(Boolean), tree, subject, author });
    for (const ref of refs.split(", ")) {
      const name = ref.replace(/^HEAD -> /, "");
      if (name.startsWith("refs/heads/")) heads.set(name, sha);
    }
  }
  return { heads: new Map([...heads].toSorted(([left], [right]) => (left < right ? -1 : 1))), commits };
}

/** Everything on the forge that a step answers for, without names that differ from try to try. */
export async function shown({ state, folder }: Pick<Forge, "state" | "folder">): Promise<object> {
  const { heads, commits } = await branchesOf(folder);
  const log = (sha: string | undefined): readonly string[] => {
    const commit = sha === undefined ? undefined : commits.get(sha);
    return commit === undefined ? [] : [commit.subject, ...log(commit.parents[0])];
  };
  const refs = new Map([...heads].map(([ref, sha]) => [sha, ref]));
  const named = (sha: string): string => refs.get(sha) ?? "(another commit)";
  const said = state.statuses.map(({ sha, context, state: answer, description }) => `${named(sha)} ${context} ${answer} ${description}`);
  return {
    branches: [...heads].map(([ref, sha]) => ({ ref, tree: commits.get(sha)?.tree, log: log(sha) })),
    pulls: state.pulls.map(({ number, title, body, state: open, draft, headRef, headSha, labels, reviewers, mergedAt, autoMerge }) => ({
      number,
      title,
      body: (body ?? "")
        .replaceAll(/[0-9a-f]{40}/g, named)
        .replaceAll(/127\.0\.0\.1:\d+/g, "forge.test")
        .replace(/rampart:sum [0-9a-f]+/, "rampart:sum"),
      state: open,
      draft,
      headRef,
      head: named(headSha),
      labels: labels.toSorted(),
      reviewers: reviewers.toSorted(),
      merged: mergedAt !== null,
      autoMerge: autoMerge !== null,
    })),
    statuses: [...new Set(said)].filter((line) => !line.startsWith("(another commit)")).toSorted(),
    comments: state.comments.map(({ issue, body }) => `${issue} ${body}`),
    deployments: state.deployments.map(({ id, environment, task }) => ({
      environment,
      task,
      state: state.deploymentStatuses.findLast(({ deployment }) => deployment === id)?.state,
    })),
  };
}
