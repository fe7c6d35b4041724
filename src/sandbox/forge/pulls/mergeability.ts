import { refSha } from "../git/refs.ts";
import type { Pull } from "../state.ts";
import type { World } from "../world.ts";
import { contextsOf } from "./contexts-of.ts";
import { reviewsOf } from "./reviews-of.ts";

/** Whether and how a pull request can be merged, as `mergeable_state` puts it. */
export interface Mergeability {
  readonly state: "clean" | "dirty" | "blocked" | "behind" | "unstable" | "draft";
  /** What protection still asks for, in GitHub's words. */
  readonly unmet: readonly string[];
  /** The tree of the merge, or undefined where there are conflicts. */
  readonly tree: string | undefined;
  /** Where the base stands now. */
  readonly base: string;
}

/** Judges an open pull request by what Git, reviews and contexts hold now. */
export async function mergeability(world: World, pull: Pull): Promise<Mergeability> {
  const base = (await refSha(world.repository, `refs/heads/${pull.baseRef}`)) ?? pull.baseTip;
  const merged = await world.history.merged(base, pull.headSha);
  const tree = "tree" in merged ? merged.tree : undefined;
  const { behind } = await world.history.distance(base, pull.headSha);
  const rules = world.settings.protection[pull.baseRef] ?? {};
  const contexts = contextsOf(world, pull.headSha);
  const unmet = [...reviewsUnmet(world, pull), ...contextsUnmet(rules.contexts ?? [], contexts)];
  const late = rules.strict === true && behind > 0;
  const state = pull.draft
    ? "draft"
    : tree === undefined
      ? "dirty"
      : unmet.length > 0
        ? "blocked"
        : late
          ? "behind"
          : [...contexts.values()].some((one) => one !== "success")
            ? "unstable"
            : "clean";
  return { state, unmet: late ? [...unmet, "Head branch is out of date"] : unmet, tree, base };
}

function reviewsUnmet(world: World, pull: Pull): readonly string[] {
  const wanted = world.settings.protection[pull.baseRef]?.approvals ?? 0;
  if (wanted === 0) return [];
  const reviews = reviewsOf(world, pull);
  if (reviews.some(({ state }) => state === "CHANGES_REQUESTED")) return ["Changes have been requested."];
  if (reviews.filter(({ state }) => state === "APPROVED").length >= wanted) return [];
  return [`At least ${wanted} approving review${wanted === 1 ? " is" : "s are"} required by reviewers with write access.`];
}

function contextsUnmet(wanted: readonly string[], contexts: ReadonlyMap<string, string>): readonly string[] {
  return wanted
    .filter((name) => contexts.get(name) !== "success")
    .map((name) => {
      const known = contexts.get(name);
      return `Required status check "${name}" is ${known === undefined ? "expected" : known === "pending" ? "pending" : "failing"}.`;
    });
}
