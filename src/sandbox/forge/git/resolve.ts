import { refSha } from "./refs.ts";
import type { Repository } from "./repository.ts";

/** The commit that a client names: a full SHA, a branch, a tag, or a ref with or without `refs/`. */
export async function resolveCommit(repository: Repository, name: string): Promise<string | undefined> {
  if (/^[0-9a-f]{40}$/.test(name)) return (await repository.commit(name)) === undefined ? undefined : name;
  for (const ref of [`refs/heads/${name}`, `refs/tags/${name}`, name.startsWith("refs/") ? name : `refs/${name}`]) {
    const sha = await refSha(repository, ref);
    const commit = sha === undefined ? undefined : await peeled(repository, sha);
    if (commit !== undefined) return commit;
  }
  return undefined;
}

/** The tree that a client names: its own SHA, or a commit by any name. */
export async function resolveTree(repository: Repository, name: string): Promise<string | undefined> {
  if (/^[0-9a-f]{40}$/.test(name) && (await repository.tree(name)) !== undefined) return name;
  const commit = await resolveCommit(repository, name);
  return commit === undefined ? undefined : (await repository.commit(commit))?.tree;
}

/** Follows annotated tags to their commit. */
async function peeled(repository: Repository, sha: string): Promise<string | undefined> {
  const object = await repository.objects.read(sha);
  if (object?.type === "commit") return sha;
  const [, next] = object?.type === "tag" ? (/^object ([0-9a-f]{40})$/m.exec(object.content.toString("utf8")) ?? []) : [];
  return next === undefined ? undefined : peeled(repository, next);
}
