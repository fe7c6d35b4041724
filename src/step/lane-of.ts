import type { Standing } from "../project/read-project.ts";
import type { ResumePull, Snapshot, StepPull } from "./snapshot.ts";

/** Open pull requests of one rollout in one environment, ours and those of people of this repository. */
export function laneOf({ pulls, repository }: Snapshot, { environment, rollout }: Standing): readonly StepPull[] {
  const here = pulls.filter((one) => one.environment === environment && one.rollout === rollout);
  // What comes from a fork may be named as it likes: it is none of ours and stands in nobody's way.
  return here.filter(({ ours, pull }) => ours || pull.head.repository?.toLowerCase() === repository.fullName.toLowerCase());
}

/** Open pull requests of ours that let a rollout go on after a step back. */
export function resumesOf({ resumes }: Snapshot, { environment, rollout }: Standing): readonly ResumePull[] {
  return resumes.filter((one) => one.ours && one.environment === environment && one.rollout === rollout);
}
