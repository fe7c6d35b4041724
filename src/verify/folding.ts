import type { Folding, FoldersCheck } from "./check.ts";

/**
 * The part of a check of all folders that judges, where each folder needs to be
 * looked at only once.
 */
export function folding<Fact>(parts: Folding<Fact>): Required<Pick<FoldersCheck, "check" | "folding">> {
  return {
    folding: parts,
    check: (folders) => parts.judge(folders.map((folder) => ({ folder, fact: parts.look(folder) }))),
  };
}
