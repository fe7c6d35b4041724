import { notFound } from "../refusal.ts";
import type { Pull } from "../state.ts";
import type { Call, World } from "../world.ts";

/** The pull request that the number in a path names; 404 otherwise. */
export function findPull(world: World, { params }: Call): Pull {
  const text = params["number"] ?? "";
  const pull = /^\d{1,9}$/.test(text) ? world.state.pulls.find(({ number }) => number === Number(text)) : undefined;
  if (pull === undefined) throw notFound();
  return pull;
}
