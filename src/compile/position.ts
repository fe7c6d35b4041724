import type { ChartScalar } from "../model/helm.ts";
import type { Ladder, Levers, Stage } from "../model/ladder.ts";
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
  /**
   * Share of the work the candidate does, in percent: all or nothing where only
   * the primary route is left, else the weight, or the share of instances that
   * waves have reached. Requests picked by a match are not counted.
   */
  readonly candidatePercent: Decimal;
  readonly match: RequestMatch | undefined;
  /** Whether the canary route exists: since a stage set a weight or a match, until one says otherwise. */
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
    const needsCanary =
      rollout.traffic !== undefined && (levers.weight !== undefined || (levers.match !== undefined && levers.match !== null));
    canary = levers.canary ?? (needsCanary ? "present" : canary);
    primary = levers.primary ?? primary;
    mirrorPercent = levers.mirror ?? mirrorPercent;
    values = { ...values, ...levers.values };
    variables = mergeVariables(variables, levers.variables ?? {});
    const joining = levers.wave === "rest" ? all : (levers.wave ?? []);
    instances = [...new Set([...instances, ...joining])];
    const routes = { weight, weightTotal, match, canary, primary };
    const candidatePercent = shareOf(rollout, ladder, routes, instances);
    return { stage, index, ...routes, candidatePercent, mirrorPercent, values, variables, instances };
  });
}

type Routes = Pick<Position, "weight" | "weightTotal" | "match" | "canary" | "primary">;

function shareOf(rollout: Rollout, ladder: Ladder, routes: Routes, instances: readonly string[]): Decimal {
  const moves = (...levers: readonly (keyof Levers)[]): boolean =>
    ladder.stages.some((stage) => levers.some((lever) => stage.levers[lever] !== undefined));
  if (rollout.traffic !== undefined && moves("weight", "match", "canary", "primary")) {
    if (routes.primary === "candidate") return "100";
    return routes.canary === "present" ? percent(routes.weight, routes.weightTotal, 4) : "0";
  }
  if (moves("weight")) return percent(routes.weight, routes.weightTotal, 4);
  const all = Object.keys(rollout.instances).length;
  return all === 0 ? "0" : percent(instances.length, all, 2);
}

function percent(part: number, whole: number, places: number): Decimal {
  return divide(multiply(String(part), "100"), String(whole), places);
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
