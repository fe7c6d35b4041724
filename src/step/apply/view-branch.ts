import type { Commit, Comparison, Forge, Pull } from "../../forge/forge.ts";

/** What is on the branch of a step. */
export type BranchView =
  | { readonly kind: "absent" }
  /** It was merged into a newer base than is known: look again. */
  | { readonly kind: "overtaken" }
  /** Nothing of it is missing on the base: it was merged, and nobody deleted it. */
  | { readonly kind: "spent"; readonly head: string }
  | {
      readonly kind: "there";
      readonly head: string;
      readonly comparison: Comparison;
      /** Commits that we did not build, or that somebody changed since. */
      readonly strangers: readonly Commit[];
    };

/** Which branch is looked at, and what is known of its pull requests. */
export interface BranchQuestion {
  readonly branch: string;
  readonly baseCommit: string;
  /** The open pull request that comes from it. */
  readonly open: Pull | undefined;
  /** Those that came from it before; asked for only when there is no open one. */
  readonly earlier: readonly Pull[];
}

/** Looks at a branch and tells ours from what people did to it. */
export async function viewBranch(forge: Forge, { branch, baseCommit, open, earlier }: BranchQuestion): Promise<BranchView> {
  const head = open?.head.commit ?? (await forge.branchHead(branch));
  if (head === undefined) return { kind: "absent" };
  const comparison = await forge.compare(baseCommit, head);
  if (comparison.ahead === 0) return { kind: "spent", head };
  const merged = open === undefined ? earlier.find((pull) => pull.state === "merged" && pull.head.commit === head) : undefined;
  if (merged !== undefined) {
    const isNewer = merged.mergeCommit !== undefined && (await forge.compare(baseCommit, merged.mergeCommit)).ahead > 0;
    // A squashed or rebased merge leaves the branch's own commits beside the base.
    return isNewer ? { kind: "overtaken" } : { kind: "spent", head };
  }
  return { kind: "there", head, comparison, strangers: comparison.commits.filter((commit) => !isOurs(commit)) };
}

/** Whether we built the commit and nobody changed its tree since: its message tells the tree it was built with. */
export function isOurs({ message, tree }: Commit): boolean {
  return message.split("\n").some((line) => line.trim() === `Rampart-Tree: ${tree}`);
}
