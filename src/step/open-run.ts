import { UserError } from "../base/user-error.ts";
import { ForgeFault } from "../forge/forge-fault.ts";
import type { Forge } from "../forge/forge.ts";
import { concerns, type Checkout } from "./checkout.ts";
import { takeSnapshot, type Snapshot } from "./snapshot.ts";

/** What a run begins with: how the forge stands, and which rollouts the checkout is too old for. */
export interface OpenedRun {
  readonly snapshot: Snapshot;
  /** Whether the base branch has newer files for a rollout than the checkout. */
  readonly isBehind: (rollout: string) => boolean;
}

/** Begins a run. Throws a {@link UserError} where the checkout is not of the base branch's history. */
export async function openRun(forge: Forge, base: string | undefined, checkout: Checkout): Promise<OpenedRun> {
  const snapshot = await takeSnapshot(forge, base);
  if ("missing" in snapshot) {
    throw new UserError(`Cannot find branch "${snapshot.missing}" at ${forge.address}`, {
      hint: "name the branch that steps go into with --base",
    });
  }
  if (!snapshot.repository.mayPush) {
    throw new UserError(`Cannot take steps at ${forge.address}: the token of "${snapshot.identity.login}" may not write there`, {
      hint: "give it write access to contents, pull requests, commit statuses and deployments",
    });
  }
  if (snapshot.baseCommit === checkout.commit) return { snapshot, isBehind: () => false };
  const newer = await filesSince(forge, checkout, snapshot);
  return { snapshot, isBehind: (rollout) => newer === undefined || newer.some((path) => concerns(path, checkout.prefix, rollout)) };
}

/** Paths that the base branch has changed since the commit that is checked out; `undefined` where there are too many to tell. */
async function filesSince(forge: Forge, { commit }: Checkout, { base, baseCommit }: Snapshot): Promise<readonly string[] | undefined> {
  try {
    const { ahead, mergeBase, files, cut } = await forge.compare(commit, baseCommit);
    if (mergeBase === commit && ahead > 0) return cut ? undefined : files.map(({ path }) => path);
  } catch (error) {
    if (!(error instanceof ForgeFault) || error.kind !== "missing") throw error;
  }
  throw new UserError(`Cannot take a step: what is checked out (${commit.slice(0, 12)}) is not on branch "${base}" at ${forge.address}`, {
    hint: `git fetch && git checkout origin/${base}`,
  });
}
