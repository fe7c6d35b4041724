import { readFileSync } from "node:fs";
import { z } from "zod";
import { packageRoot } from "./package-root.ts";

/** This package's version. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("package.json", packageRoot), "utf8"));
  return z.object({ version: z.string() }).parse(manifest).version;
}
