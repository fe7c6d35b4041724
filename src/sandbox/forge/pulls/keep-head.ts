import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Pull } from "../state.ts";
import type { World } from "../world.ts";

/**
 * Keeps the head where GitHub does, below `refs/pull/`, so that it outlives its
 * branch. Nobody else writes there, so there is nothing to compare with and no
 * need of `git update-ref`.
 */
export async function keepHead({ repository }: World, { number, headSha }: Pick<Pull, "number" | "headSha">): Promise<void> {
  const room = join(repository.folder, "refs", "pull", String(number));
  await mkdir(room, { recursive: true });
  await writeFile(join(room, "head.lock"), `${headSha}\n`);
  await rename(join(room, "head.lock"), join(room, "head"));
}
