import { z } from "zod";
import { resolveTree } from "../git/resolve.ts";
import { type TreeEdit, editTree } from "../git/edit-tree.ts";
import { entryType } from "../git/tree-object.ts";
import { type WalkedEntry, walkTree } from "../git/walk-tree.ts";
import { readBody } from "../read-body.ts";
import { notFound, refusal } from "../refusal.ts";
import { repositoryUrl } from "../shapes/repository.ts";
import type { Route, World } from "../world.ts";

const Entry = z.object({
  path: z.string().optional(),
  mode: z.enum(["100644", "100755", "040000", "160000", "120000"]).optional(),
  type: z.enum(["blob", "tree", "commit"]).optional(),
  sha: z.string().nullable().optional(),
  content: z.string().optional(),
});
const NewTree = z.object({ tree: z.array(Entry), base_tree: z.string().optional() });
const root = "/repos/{owner}/{repo}/git/trees";

/** Trees of the Git database. @see https://docs.github.com/rest/git/trees */
export const gitTrees: readonly Route[] = [
  {
    method: "GET",
    path: `${root}/{sha+}`,
    needs: [["contents", "read"]],
    async handle(world, { params, query }) {
      const sha = await resolveTree(world.repository, params["sha"] ?? "");
      if (sha === undefined) throw notFound();
      return { status: 200, body: await shown(world, sha, query.has("recursive")) };
    },
  },
  {
    method: "POST",
    path: root,
    needs: [["contents", "write"]],
    async handle(world, call) {
      const { tree, base_tree: base } = readBody(call, NewTree);
      const start = base === undefined ? undefined : await resolveTree(world.repository, base);
      if (base !== undefined && start === undefined) throw refusal(422, "base_tree is not a valid tree oid");
      if (tree.length === 0) throw refusal(422, "Invalid tree info");
      const edits: TreeEdit[] = [];
      for (const entry of tree) edits.push(await readEdit(world, entry));
      const edited = await editTree(world.repository, start, edits);
      if ("problem" in edited)
        throw refusal(
          422,
          edited.problem.reason === "missing" ? "GitRPC::BadObjectState" : `tree.path ${edited.problem.path} is given twice`,
        );
      return {
        status: 201,
        body: await shown(world, edited.sha, false),
        headers: { location: `${repositoryUrl(world)}/git/trees/${edited.sha}` },
      };
    },
  },
];

/** Checks one entry as GitHub does, and writes the content that came with it. */
async function readEdit(world: World, { path = "", mode, type, sha, content }: z.output<typeof Entry>): Promise<TreeEdit> {
  if (path === "" || path.split("/").some((part) => ["", ".", ".."].includes(part) || /^\.git$/i.test(part) || part.includes("\0")))
    throw refusal(422, "tree.path contains a malformed path component");
  if (sha === null && content === undefined) return { path, entry: undefined };
  if (mode === undefined) throw refusal(422, "Must supply a valid tree.mode");
  if (type !== undefined && type !== entryType(mode)) throw refusal(422, `tree.type ${type} does not fit the mode ${mode}`);
  if (content !== undefined) {
    if (typeof sha === "string") throw refusal(422, "Must supply either tree.sha or tree.content, not both");
    if (entryType(mode) !== "blob") throw refusal(422, "tree.content is for blobs only");
    return { path, entry: { mode, sha: await world.repository.objects.write("blob", content) } };
  }
  if (typeof sha !== "string" || !/^[0-9a-f]{40}$/.test(sha)) throw refusal(422, "Must supply a valid tree.sha or tree.content");
  // The commit of a submodule lives elsewhere.
  const found = entryType(mode) === "commit" ? "commit" : (await world.repository.objects.read(sha))?.type;
  if (found !== entryType(mode)) throw refusal(422, `tree.sha ${sha} is not a valid ${entryType(mode)}`);
  return { path, entry: { mode, sha } };
}

async function shown(world: World, sha: string, deep: boolean): Promise<object> {
  const entries = await walkTree(world.repository, sha, deep);
  return {
    sha,
    url: `${repositoryUrl(world)}/git/trees/${sha}`,
    tree: await Promise.all(entries.map((entry) => line(world, entry))),
    truncated: false,
  };
}

async function line(world: World, { path, mode, sha }: WalkedEntry): Promise<object> {
  const type = entryType(mode);
  if (type === "commit") return { path, mode, type, sha };
  const url = `${repositoryUrl(world)}/git/${type}s/${sha}`;
  if (type === "tree") return { path, mode, type, sha, url };
  return { path, mode, type, sha, size: (await world.repository.objects.read(sha))?.content.length ?? 0, url };
}
