import type { ChartScalar } from "../model/helm.ts";
import type { Ladder, Stage } from "../model/ladder.ts";
import type { Rollout } from "../model/rollout.ts";
import type { RequestMatch } from "../model/traffic.ts";
import { divide, multiply, type Decimal } from "../base/decimal.ts";

/** Where every lever stands at one stage: what this stage and those before it have set. */
export interface Position {
  readonly stage: Stage;
  /** Index of the stage on its ladder, from 0. */
  readonly index: number;
  /** Candidate's parts of `weightTotal`. */
  readonly weight: number;
  readonly weightTotal: number;
  /** Share of the work the candidate does, in percent: the weight, or the share of instances that waves have reached. */
  readonly candidatePercent: Decimal;
  readonly match: RequestMatch | undefined;
  readonly canary: "present" | "absent";
  readonly primary: "baseline" | "candidate";
  readonly mirrorPercent: number;
  readonly values: Readonly<Record<string, ChartScalar>>;
  readonly variables: Readonly<Record<string, string>>;
  /** Instances that waves have reached, in the order they joined. */
  readonly instances: readonly string[];
}

/** The positions of all stages of a ladder, in order. */
export function positions(rollout: Rollout, ladder: Ladder): readonly Position[] {
  const weightTotal = rollout.traffic?.weightTotal ?? 100;
  const all = Object.keys(rollout.instances);
  const usesWeight = ladder.stages.some(({ levers }) => levers.weight !== undefined);
  let weight = 0;
  let match: RequestMatch | undefined;
  let canary: Position["canary"] = "absent";
  let primary: Position["primary"] = "baseline";
  let mirrorPercent = 0;
  let values: Record<string, ChartScalar> = { ...ladder.values };
  let variables: Record<string, string> = {};
  let instances: readonly string[] = [];

  return ladder.stages.map((stage, index): Position => {
    const { levers } = stage;
    weight = levers.weight ?? weight;
    if (levers.match !== undefined) match = levers.match ?? undefined;
    canary = levers.canary ?? canary;
    primary = levers.primary ?? primary;
    mirrorPercent = levers.mirror ?? mirrorPercent;
    values = { ...values, ...levers.values };
    variables = mergeVariables(variables, levers.variables ?? {});
    const joining = levers.wave === "rest" ? all : (levers.wave ?? []);
    instances = [...new Set([...instances, ...joining])];
    const candidatePercent = usesWeight
      ? divide(multiply(String(weight), "100"), String(weightTotal), 4)
      : all.length === 0
        ? "0"
        : divide(multiply(String(instances.length), "100"), String(all.length), 2);
    return { stage, index, weight, weightTotal, candidatePercent, match, canary, primary, mirrorPercent, values, variables, instances };
  });
}

function mergeVariables(
  before: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const merged = { ...before };
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) delete merged[name];
    else merged[name] = value;
  }
  return merged;
}
