import { z } from "zod";
import { codeUnitOrder } from "../base/code-unit-order.ts";
import { sha256 } from "../base/sha256.ts";
import type { Artifact } from "./artifact.ts";
import { lockFile } from "./lock-file.ts";

/**
 * What a rendered folder says of itself: which version made it, from which
 * definition, and each file's digest and generator. Lets data-only checks and
 * `explain` answer without running a definition.
 */
export const Lock = z.strictObject({
  rampart: z.string(),
  definition: z.string(),
  environment: z.string(),
  rollout: z.string(),
  files: z.record(z.string(), z.strictObject({ generator: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
});
export type Lock = z.output<typeof Lock>;

/** A file with the generator it comes from. */
export interface Generated extends Artifact {
  readonly generator: string;
}

/** The lock of a folder as a file of it. */
export function lockOf(head: Omit<Lock, "files">, generated: readonly Generated[]): Artifact {
  const files = generated
    .toSorted((left, right) => codeUnitOrder(left.path, right.path))
    .map(({ path, content, generator }) => [path, { generator, sha256: sha256(content) }] as const);
  const lock: Lock = { ...head, files: Object.fromEntries(files) };
  return { path: lockFile, content: `${JSON.stringify(lock, null, 2)}\n` };
}
