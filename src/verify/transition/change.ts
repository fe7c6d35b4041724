import type { Transition } from "./transition.ts";

/** Everything that differs between a base revision and the work tree. */
export interface Change {
  /** The base revision as it was named. */
  readonly revision: string;
  /** Every path of the repository that differs, as seen from the project's root. */
  readonly changedFiles: readonly string[];
  /** One for each rollout in an environment whose state, ledger, confirmations or rendered folder differ. */
  readonly transitions: readonly Transition[];
}
