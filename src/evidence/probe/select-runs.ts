import { nearest } from "../../base/nearest.ts";
import { UserError } from "../../base/user-error.ts";
import type { Context } from "../../compile/context.ts";
import { neededProbes } from "./needed-probes.ts";
import { probeRuns, type ProbeRun } from "./probe-run.ts";

/** Which probes to run instead of those that the current stage needs. */
export interface ProbeSelection {
  /** Every probe of the rollout: those of rollback and of other stages too. */
  readonly all?: boolean;
  readonly probes?: readonly string[];
  /** Instances to ask instead of those that the stage has reached. */
  readonly instances?: readonly string[];
}

/** The runs that a selection means, in the order of the definition. Throws a {@link UserError} for an unknown name. */
export function selectRuns(context: Context, { all = false, probes = [], instances = [] }: ProbeSelection = {}): readonly ProbeRun[] {
  const { rollout, position } = context;
  const known = Object.keys(rollout.probes);
  refuseUnknown("probe", probes, known, rollout.name);
  refuseUnknown("instance", instances, Object.keys(rollout.instances), rollout.name);
  const chosen = probes.length > 0 ? known.filter((name) => probes.includes(name)) : all ? known : neededProbes(context);
  const asked = instances.length > 0 ? Object.keys(rollout.instances).filter((name) => instances.includes(name)) : position.instances;
  return chosen.flatMap((name) => probeRuns(context, name, asked));
}

function refuseUnknown(kind: string, names: readonly string[], known: readonly string[], rollout: string): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const meant = nearest(unknown, known);
  throw new UserError(`Cannot find ${kind} "${unknown}" in "${rollout}"`, {
    hint: meant !== undefined ? `did you mean "${meant}"?` : known.length === 0 ? `it has no ${kind}` : `use one of ${known.join(", ")}`,
  });
}
