import { Name } from "../model/name.ts";

/** What a branch of ours is for. */
export interface BranchPurpose {
  readonly environment: string;
  readonly rollout: string;
  readonly stage: string;
}

/** Prefix of every branch that steps make. */
export const branchPrefix = "rampart/";

/** `rampart/<env>/<rollout>/<stage>`: the one name from which branch, pull request and marker follow. */
export function branchName({ environment, rollout, stage }: BranchPurpose): string {
  return `${branchPrefix}${environment}/${rollout}/${stage}`;
}

/** What a branch is for, or `undefined` where it is not one of ours. */
export function readBranchName(branch: string): BranchPurpose | undefined {
  if (!branch.startsWith(branchPrefix)) return undefined;
  const [environment, rollout, stage, ...more] = branch.slice(branchPrefix.length).split("/");
  const names = [environment, rollout, stage].flatMap((name) => (Name.safeParse(name).success && name !== undefined ? [name] : []));
  const [first, second, third] = names;
  return more.length > 0 || first === undefined || second === undefined || third === undefined
    ? undefined
    : { environment: first, rollout: second, stage: third };
}
