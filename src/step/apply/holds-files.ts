import { gitBlob } from "../../base/git-blob.ts";
import type { Comparison } from "../../forge/forge.ts";

/** Whether a branch changes exactly these files to exactly these texts; `null` is a file that it removes. */
export function holdsFiles({ files: changed, cut }: Comparison, files: ReadonlyMap<string, string | null>): boolean {
  if (cut || changed.length !== files.size) return false;
  return changed.every(({ path, blob, change }) => {
    const text = files.get(path);
    if (text === undefined) return false;
    return text === null ? change === "removed" : change !== "removed" && blob === gitBlob(text);
  });
}
