import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Runs something with a cache folder that nobody else could have filled: where
 * a checkout is not trusted, a bundle or a note in its `node_modules` is not
 * either.
 */
export async function withFreshCache<Result>(run: (cache: string) => Promise<Result>): Promise<Result> {
  const cache = mkdtempSync(join(tmpdir(), "rampart-"));
  try {
    return await run(cache);
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}
