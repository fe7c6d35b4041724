import { readFileSync } from "node:fs";

/** Version of this package. Read here and not through the project floor: `--version` must start as fast as Node does. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  return typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "unknown";
}
