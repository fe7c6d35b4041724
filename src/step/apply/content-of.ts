import { holdsFiles } from "./holds-files.ts";
import type { BranchContent } from "./seen.ts";
import type { BranchView } from "./view-branch.ts";
import type { WantedPull } from "./wanted.ts";

/** What a branch holds, held against the files it should have. */
export function contentOf(view: Exclude<BranchView, { readonly kind: "overtaken" }>, files: WantedPull["files"]): BranchContent {
  if (view.kind !== "there") return view;
  if (holdsFiles(view.comparison, files)) return { kind: "same", head: view.head };
  return { kind: "outdated", head: view.head, behind: view.comparison.behind > 0 };
}
