import type { FoldersCheck, FolderVisitor } from "./check.ts";

/**
 * The part of a check of all folders that judges, where each folder needs to be
 * looked at only once: so the runner need not keep what it has read of all of
 * them. `visit` is called for each run.
 */
export function visiting(visit: () => FolderVisitor): Required<Pick<FoldersCheck, "check" | "visit">> {
  return {
    visit,
    *check(folders) {
      const visitor = visit();
      for (const folder of folders) yield* visitor.folder(folder);
      yield* visitor.end?.() ?? [];
    },
  };
}
