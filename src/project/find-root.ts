import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../base/user-error.ts";

/** The project a folder belongs to: the nearest folder at or above it that has `rollouts/` and `environments/`. */
export function findRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (["rollouts", "environments"].every((name) => isFolder(join(folder, name)))) return folder;
    if (dirname(folder) === folder) break;
  }
  throw new UserError(`Cannot find a project at or above "${from}": expected a folder with rollouts/ and environments/`, {
    hint: "change into the project, or name it with --root",
  });
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
