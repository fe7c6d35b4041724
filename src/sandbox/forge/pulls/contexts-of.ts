import type { World } from "../world.ts";

/** How one status context or check run of a commit stands. */
export type ContextState = "success" | "pending" | "failure";

const passing = new Set(["success", "neutral", "skipped"]);

/** The contexts of a commit by name; the newest word of each counts. */
export function contextsOf({ state }: World, sha: string): ReadonlyMap<string, ContextState> {
  const found = new Map<string, ContextState>();
  for (const status of state.statuses) {
    if (status.sha === sha) found.set(status.context, status.state === "error" ? "failure" : status.state);
  }
  for (const run of state.checkRuns) {
    if (run.sha !== sha) continue;
    found.set(run.name, run.conclusion === null ? "pending" : passing.has(run.conclusion) ? "success" : "failure");
  }
  return found;
}
