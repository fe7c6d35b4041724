import { ForgeFault } from "../../forge/forge-fault.ts";
import type { Forge, Pull, Review } from "../../forge/forge.ts";
import type { WantedPull } from "./wanted.ts";

/** What became of a merge that is not left to people. */
export type MergeOutcome =
  | { readonly kind: "merged"; readonly commit: string }
  | { readonly kind: "waiting" | "refused"; readonly why: string }
  | { readonly kind: "look-again"; readonly fault: ForgeFault | undefined };

/** Merges the pull request when it is approved and green, or lets the forge do so; with the head that was looked at and nothing newer. */
export async function mergeDue(forge: Forge, pull: Pull, wanted: WantedPull, head: string): Promise<MergeOutcome> {
  const { merge } = wanted;
  if (merge === undefined) return { kind: "waiting", why: "people merge it" };
  if (pull.draft || wanted.draft) return { kind: "waiting", why: "it is a draft: something remains for a person to do" };
  try {
    if (merge.by === "forge") {
      if (pull.autoMerge || (await forge.isQueued(pull))) return { kind: "waiting", why: "the forge merges it when its rules are met" };
      const armed = await forge.mergeWhenReady(pull, head, merge.method);
      if (armed === "armed") return { kind: "waiting", why: "the forge merges it when its rules are met" };
    }
    const missing = await whatIsMissing(forge, pull, wanted, head);
    if (missing !== undefined) return { kind: "waiting", why: missing };
    const answer = await forge.merge(pull.number, { head, method: merge.method, title: wanted.title, message: wanted.message });
    switch (answer.kind) {
      case "merged":
        return { kind: "merged", commit: answer.commit };
      case "moved":
        return { kind: "look-again", fault: undefined };
      case "waiting":
        return { kind: "waiting", why: "the forge does not know yet whether it can be merged" };
      case "refused":
        return { kind: "waiting", why: answer.words };
      case "conflict":
        return { kind: "refused", why: `it conflicts with ${wanted.base}: ${answer.words}` };
    }
  } catch (error) {
    if (error instanceof ForgeFault && (error.kind === "unclear" || error.kind === "garbled")) return { kind: "look-again", fault: error };
    throw error;
  }
}

async function whatIsMissing(forge: Forge, pull: Pull, { merge }: WantedPull, head: string): Promise<string | undefined> {
  const needed = merge?.approvals ?? 1;
  const latest = latestReviews(await forge.reviews(pull.number), pull.author);
  const against = latest.find(({ state }) => state === "changes-requested");
  if (against !== undefined) return `@${against.author} asks for changes`;
  const approvals = latest.filter(({ state, commit }) => state === "approved" && commit === head).length;
  if (approvals < needed) return `${approvals} of ${needed} ${needed === 1 ? "approval" : "approvals"} of its newest commit`;
  const open = [...(await forge.checks(head))].filter(([, { state }]) => state !== "success").map(([context]) => context);
  return open.length === 0 ? undefined : `checks are not green: ${open.join(", ")}`;
}

/** A person's last word; comments are none. Nobody approves what is their own. */
function latestReviews(reviews: readonly Review[], author: string): readonly Review[] {
  const last = new Map<string, Review>();
  for (const review of reviews) {
    if (review.author !== author && review.state !== "commented" && review.state !== "pending") last.set(review.author, review);
  }
  return [...last.values()];
}
