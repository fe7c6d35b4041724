import type { Pull, Review } from "../state.ts";
import type { World } from "../world.ts";
import { roleOf } from "../actors/role-of.ts";

/** The word of each reviewer who may write that counts now: the newest one that is not a mere comment. */
export function reviewsOf(world: World, pull: Pull): readonly Review[] {
  const newest = new Map<string, Review>();
  for (const review of world.state.reviews) {
    if (review.pull !== pull.number || review.state === "COMMENTED" || review.state === "PENDING") continue;
    newest.set(review.user, review);
  }
  return [...newest.values()].filter(({ user }) => user !== pull.user && ["admin", "write"].includes(roleOf(world, user)));
}
