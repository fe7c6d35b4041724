import type { Forge, Pull } from "../../forge/forge.ts";

/** Whether a merge is under way that a push would disturb. */
export async function isMerging(forge: Forge, pull: Pull): Promise<boolean> {
  return pull.autoMerge || (await forge.isQueued(pull));
}
