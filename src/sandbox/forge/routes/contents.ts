import { resolveCommit } from "../git/resolve.ts";
import { treeMode } from "../git/tree-object.ts";
import { type WalkedEntry, entryAt, walkTree } from "../git/walk-tree.ts";
import { notFound, refusal } from "../refusal.ts";
import { base64Lines } from "../shapes/base64-lines.ts";
import { repositoryPage, repositoryUrl } from "../shapes/repository.ts";
import type { Call, Reply, Route, World } from "../world.ts";

/** Files and folders by path. @see https://docs.github.com/rest/repos/contents */
export const contents: readonly Route[] = ["/repos/{owner}/{repo}/contents", "/repos/{owner}/{repo}/contents/{path+}"].map((path) => ({
  method: "GET",
  path,
  needs: [["contents", "read"]],
  handle: read,
}));

async function read(world: World, { params, query }: Call): Promise<Reply> {
  const ref = query.get("ref") ?? "main";
  const commit = await resolveCommit(world.repository, ref);
  const tree = commit === undefined ? undefined : (await world.repository.commit(commit))?.tree;
  if (tree === undefined) throw refusal(404, `No commit found for the ref ${ref}`);
  const entry = await entryAt(world.repository, tree, params["path"] ?? "");
  if (entry === undefined) throw notFound();
  if (entry.mode !== treeMode) return { status: 200, body: await file(world, ref, entry, true) };
  const below = await walkTree(world.repository, entry.sha, false, entry.path === "" ? "" : `${entry.path}/`);
  return { status: 200, body: await Promise.all(below.map((one) => file(world, ref, one, false))) };
}

async function file(world: World, ref: string, { path, name, mode, sha }: WalkedEntry, whole: boolean): Promise<object> {
  const folder = mode === treeMode;
  const submodule = mode === "160000";
  const bytes = folder || submodule ? undefined : (await world.repository.objects.read(sha))?.content;
  const place = path.split("/").map(encodeURIComponent).join("/");
  const url = `${repositoryUrl(world)}/contents/${place}?ref=${encodeURIComponent(ref)}`;
  const page = `${repositoryPage(world)}/${folder ? "tree" : "blob"}/${ref}/${place}`;
  const git = `${repositoryUrl(world)}/git/${folder ? "trees" : "blobs"}/${sha}`;
  const link = mode === "120000";
  return {
    type: folder ? "dir" : link ? "symlink" : submodule ? (whole ? "submodule" : "file") : "file",
    ...(whole && !link && !submodule ? { encoding: "base64", content: base64Lines(bytes ?? Buffer.alloc(0)) } : {}),
    ...(whole && link ? { target: (bytes ?? Buffer.alloc(0)).toString("utf8") } : {}),
    ...(whole && submodule ? { submodule_git_url: repositoryPage(world) } : {}),
    size: bytes?.length ?? 0,
    name,
    path,
    sha,
    url,
    git_url: git,
    html_url: page,
    download_url: folder || submodule ? null : `${repositoryPage(world)}/raw/${ref}/${place}`,
    _links: { self: url, git, html: page },
  };
}
