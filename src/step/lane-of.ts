import type { Standing } from "../project/read-project.ts";
import type { ResumePull, Snapshot, StepPull } from "./snapshot.ts";

/** Open pull requests of one rollout in one environment, ours and those of people of this repository. */
export function laneOf(snapshot: Snapshot, standing: Standing): readonly StepPull[] {
  return here(snapshot, standing, snapshot.pulls);
}

/** Open pull requests that let a rollout go on after a step back, ours and those of people of this repository. */
export function resumesOf(snapshot: Snapshot, standing: Standing): readonly ResumePull[] {
  return here(snapshot, standing, snapshot.resumes);
}

/** What comes from a fork may be named as it likes: it is none of ours and stands in nobody's way. */
function here<One extends ResumePull>({ repository }: Snapshot, { environment, rollout }: Standing, all: readonly One[]): readonly One[] {
  const [wanted, name] = [`${environment}/${rollout}`, repository.fullName.toLowerCase()];
  return all.filter(
    (one) => `${one.environment}/${one.rollout}` === wanted && (one.ours || one.pull.head.repository?.toLowerCase() === name),
  );
}
