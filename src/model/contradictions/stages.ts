import { nearest } from "../../base/nearest.ts";
import { problemAt, type Problem } from "../problem.ts";
import type { Rollout } from "../rollout.ts";

/** Ladders whose stages repeat, or move what the rollout does not have. */
export function* stages(rollout: Rollout): Generator<Problem> {
  const total = rollout.traffic?.weightTotal ?? 100;
  for (const [environment, ladder] of Object.entries(rollout.ladders)) {
    const seen = new Set<string>();
    for (const [index, { name, levers }] of ladder.stages.entries()) {
      const path = ["ladders", environment, "stages", index];
      if (seen.has(name)) yield problemAt([...path, "name"], `repeats stage "${name}"`, "give each stage of a ladder its own name");
      seen.add(name);
      if (levers.weight !== undefined && levers.weight > total) {
        yield problemAt(
          [...path, "levers", "weight"],
          `expected at most ${total}, got ${levers.weight}`,
          "lower the weight, or set traffic.weightTotal",
        );
      }
      const routed = (["match", "canary", "primary"] as const).find((lever) => levers[lever] !== undefined);
      if (routed !== undefined && rollout.traffic === undefined) {
        yield problemAt(
          [...path, "levers", routed],
          "moves a route, but the rollout has no traffic",
          "add traffic to the rollout, or remove the lever",
        );
      }
      if (levers.wave === "rest" && Object.keys(rollout.instances).length === 0) {
        yield problemAt([...path, "levers", "wave"], "moves instances, but the rollout names none", "add instances to the rollout");
      }
    }
    if (ladder.rollbackTo !== undefined && !ladder.stages.slice(0, -1).some(({ name }) => name === ladder.rollbackTo)) {
      const earlier = ladder.stages.slice(0, -1).map(({ name }) => name);
      const meant = nearest(ladder.rollbackTo, earlier);
      yield problemAt(
        ["ladders", environment, "rollbackTo"],
        `names "${ladder.rollbackTo}", which is no stage that can be gone back to`,
        meant === undefined ? `use one of ${earlier.join(", ")}` : `did you mean "${meant}"?`,
      );
    }
    if (rollout.traffic !== undefined && ladder.host === undefined) {
      yield problemAt(
        ["ladders", environment, "host"],
        "is missing: expected the host that requests come in by",
        "add host to the ladder, or remove traffic from the rollout",
      );
    }
  }
}

/** Variables set to a value that is not allowed. */
export function* variables(rollout: Rollout): Generator<Problem> {
  for (const [environment, ladder] of Object.entries(rollout.ladders)) {
    for (const [index, { levers }] of ladder.stages.entries()) {
      for (const [name, value] of Object.entries(levers.variables ?? {})) {
        const variable = rollout.variables[name];
        if (value === null || variable?.allowed === undefined || variable.allowed.includes(value)) continue;
        yield problemAt(
          ["ladders", environment, "stages", index, "levers", "variables", name],
          `expected ${variable.allowed.map((one) => JSON.stringify(one)).join(" or ")}, got ${JSON.stringify(value)}`,
          `set an allowed value, or extend variables.${name}.allowed`,
        );
      }
    }
  }
}
