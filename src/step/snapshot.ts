import type { Forge, Identity, Pull, Repository } from "../forge/forge.ts";
import { readResumeBranch, type ResumePurpose } from "./resume/resume-branch.ts";
import { readBranchName, type BranchPurpose } from "./branch-name.ts";

/** What all rollouts of a run share: asked for once. */
export interface Snapshot {
  readonly repository: Repository;
  readonly identity: Identity;
  /** Branch that steps go into. */
  readonly base: string;
  readonly baseCommit: string;
  /** Open pull requests of steps, with what each is for. */
  readonly pulls: readonly StepPull[];
  /** Open pull requests that let a rollout go on after a step back. */
  readonly resumes: readonly ResumePull[];
  /** By the forge's clock, Unix seconds. */
  readonly now: number;
}

/** An open pull request whose branch is named as ours are. */
export interface StepPull extends BranchPurpose {
  readonly pull: Pull;
  /** Whether we opened it, from this very repository: a fork can copy any name. */
  readonly ours: boolean;
}

/** An open pull request whose branch is named as those are that let a rollout go on. */
export interface ResumePull extends ResumePurpose {
  readonly pull: Pull;
  readonly ours: boolean;
}

/** Asks the forge what stands there now. */
export async function takeSnapshot(forge: Forge, base: string | undefined): Promise<Snapshot | { readonly missing: string }> {
  const repository = await forge.repository();
  const identity = await forge.identity();
  const branch = base ?? repository.defaultBranch;
  const baseCommit = await forge.branchHead(branch);
  if (baseCommit === undefined) return { missing: branch };
  const open = await forge.openPulls(branch);
  const now = forge.serverTime();
  if (now === undefined) throw new RangeError("The forge answered without a date");
  const isOurs = (pull: Pull): boolean =>
    pull.author === identity.login && pull.head.repository?.toLowerCase() === repository.fullName.toLowerCase();
  const pulls = open.flatMap((pull): readonly StepPull[] => {
    const purpose = readBranchName(pull.head.branch);
    return purpose === undefined ? [] : [{ ...purpose, pull, ours: isOurs(pull) }];
  });
  const resumes = open.flatMap((pull): readonly ResumePull[] => {
    const purpose = readResumeBranch(pull.head.branch);
    return purpose === undefined ? [] : [{ ...purpose, pull, ours: isOurs(pull) }];
  });
  return { repository, identity, base: branch, baseCommit, pulls, resumes, now };
}
