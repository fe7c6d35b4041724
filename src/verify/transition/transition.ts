import type { RolloutResource } from "../../model/rollout-resource.ts";
import type { LedgerEntry } from "../../model/ledger-entry.ts";
import type { Override } from "../../model/override.ts";
import type { Stop } from "../../model/stop.ts";
import type { Reading } from "../folder.ts";

/** One side of a transition: what a revision has of a rollout in an environment. */
export interface Side {
  readonly resource: RolloutResource | undefined;
  /** Stage by the state file; where there is none, the first of the rendered ladder; `undefined` where neither is there. */
  readonly stage: string | undefined;
  /** Lines of the ledger, to the letter. */
  readonly ledgerLines: readonly string[];
  readonly ledger: readonly LedgerEntry[];
  /** Lines of what people confirmed, to the letter. */
  readonly confirmationLines: readonly string[];
  /** Digest of each file of the rendered folder, by path below it. */
  readonly files: ReadonlyMap<string, string>;
}

/** The pull request that a change is, as the forge has it. */
export interface PullRequestText {
  readonly body: string;
  /** Its head commit. */
  readonly head: string;
}

/** Decisions of people that concern a rollout in an environment, expired or not. */
export interface Decided {
  readonly overrides: readonly Override[];
  /** Those that stop the environment. */
  readonly stops: Reading<readonly Stop[]>;
}

/** The change of one rollout in one environment between a base revision and the work tree. */
export interface Transition {
  readonly environment: string;
  readonly rollout: string;
  readonly before: Side;
  readonly after: Side;
  /** Every path of the repository that differs between the revisions, as seen from the project's root. */
  readonly changedFiles: readonly string[];
  /** Paths that belong to this rollout in this environment: state, ledger, confirmations, rendered folder (with its final slash). */
  readonly ownPrefix: { readonly state: string; readonly ledger: string; readonly confirmations: string; readonly folder: string };
  /** What people decided and what is stopped, at the base revision itself: a change cannot bring the decision that it rests on. */
  readonly decided: Decided;
  /** Now, as the caller tells it: freezes and expiries are held against it. */
  readonly now: Date;
  /** The pull request, where one is judged. */
  readonly pullRequest?: PullRequestText | undefined;
}
