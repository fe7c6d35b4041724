import type { FileChange } from "../git/read-changes.ts";
import type { World } from "../world.ts";
import { repositoryPage, repositoryUrl } from "./repository.ts";

/** A changed file of a comparison or pull request. */
export function fileChange(world: World, commit: string, change: FileChange): Readonly<Record<string, unknown>> {
  const path = change.path.split("/").map(encodeURIComponent).join("/");
  return {
    sha: change.sha,
    filename: change.path,
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: `${repositoryPage(world)}/blob/${commit}/${path}`,
    raw_url: `${repositoryPage(world)}/raw/${commit}/${path}`,
    contents_url: `${repositoryUrl(world)}/contents/${path}?ref=${commit}`,
    ...(change.patch === undefined ? {} : { patch: change.patch }),
    ...(change.previousPath === undefined ? {} : { previous_filename: change.previousPath }),
  };
}
