import type { RolloutResource } from "../../model/rollout-resource.ts";
import type { LedgerEntry } from "../../model/ledger-entry.ts";

/** One side of a transition: what a revision has of a rollout in an environment. */
export interface Side {
  readonly resource: RolloutResource | undefined;
  /** Stage by the state file; where there is none, the first of the rendered ladder; `undefined` where neither is there. */
  readonly stage: string | undefined;
  /** Lines of the ledger, to the letter. */
  readonly ledgerLines: readonly string[];
  readonly ledger: readonly LedgerEntry[];
  /** Digest of each file of the rendered folder, by path below it. */
  readonly files: ReadonlyMap<string, string>;
}

/** The change of one rollout in one environment between a base revision and the work tree. */
export interface Transition {
  readonly environment: string;
  readonly rollout: string;
  readonly before: Side;
  readonly after: Side;
  /** Every path of the repository that differs between the revisions, as seen from the project's root. */
  readonly changedFiles: readonly string[];
  /** Paths that belong to this rollout in this environment: state, ledger, rendered folder (with its final slash). */
  readonly ownPrefix: { readonly state: string; readonly ledger: string; readonly folder: string };
  /** Now, as the caller tells it: freezes and expiries are held against it. */
  readonly now: Date;
}
