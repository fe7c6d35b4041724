import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** Path of a project below the repository it lies in, with a final slash; empty where they are the same, or where there is none. */
export function repositoryPrefix(root: string): string {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) {
      const path = relative(folder, root).replaceAll("\\", "/");
      return path === "" ? "" : `${path}/`;
    }
    if (dirname(folder) === folder) return "";
  }
}
