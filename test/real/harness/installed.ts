import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const cache = fileURLToPath(new URL("../../../.cache/real-parts/", import.meta.url));

/** Path of what `scripts/install-real-parts.sh` put beside the tools: `crds`. Throws when it is missing. */
export function installed(path: string): string {
  if (!existsSync(cache + path)) throw new Error(`${path} is not there: run scripts/install-real-parts.sh`);
  return cache + path;
}
