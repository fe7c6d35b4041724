import { Name } from "../../model/name.ts";

/** Whose way on a branch is. */
export interface ResumePurpose {
  readonly environment: string;
  readonly rollout: string;
}

/** Beside the branches of steps, so that no name of a stage can mean it. */
const prefix = "rampart-resume/";

/** `rampart-resume/<env>/<rollout>`: the branch of the pull request that lets a rollout go on after a step back. */
export function resumeBranch({ environment, rollout }: ResumePurpose): string {
  return `${prefix}${environment}/${rollout}`;
}

/** Whose way on a branch is, or `undefined` where it is none. */
export function readResumeBranch(branch: string): ResumePurpose | undefined {
  if (!branch.startsWith(prefix)) return undefined;
  const [environment, rollout, ...more] = branch
    .slice(prefix.length)
    .split("/")
    .map((name) => Name.safeParse(name).data);
  return environment === undefined || rollout === undefined || more.length > 0 ? undefined : { environment, rollout };
}
