import { check, type Checked } from "./check.ts";
import { contradictions } from "./contradictions.ts";
import { danglingNames } from "./dangling-names.ts";
import { Rollout } from "./rollout.ts";

/** Reads a rollout; every name in it must be given in it, and no part may contradict another. */
export function checkRollout(value: unknown): Checked<Rollout> {
  const checked = check(Rollout, value);
  if (checked.value === undefined) return checked;
  const dangling = danglingNames(checked.value);
  const problems = dangling.length > 0 ? dangling : contradictions(checked.value);
  return problems.length === 0 ? checked : { value: undefined, problems };
}
