import type { Position } from "../../compile/position.ts";
import type { DefinitionCheck } from "../check.ts";
import { measuredGates, sidesOf, type MeasuredGate } from "../definition/measured-gates.ts";
import { stagesToLeave } from "../definition/uses-candidate.ts";

/** A gate without data is unknown, and unknown never advances: the stage could not be left. */
export const definitionGateData: DefinitionCheck = {
  code: "definition-gate-data",
  scope: "definition",
  severity: "error",
  description: "each stage has data of the sides that its gates compare",
  *check({ rollout, environment, positions, definition }) {
    const gates = new Map(measuredGates(rollout).map((gate) => [gate.name, gate]));
    for (const position of stagesToLeave(positions)) {
      for (const [index, name] of position.stage.gates.entries()) {
        const measured = gates.get(name);
        const idle = measured === undefined ? undefined : idleSide(measured, position);
        if (idle === undefined) continue;
        yield {
          message: `Stage "${position.stage.name}" asks gate "${name}" of the ${idle}, which does nothing there (candidate share ${position.candidatePercent} %)`,
          hint:
            idle === "baseline"
              ? "judge the candidate alone there, by a gate of kind limit"
              : "ask the gate from the first stage on that sends something to the candidate",
          file: definition,
          path: ["ladders", environment.name, "stages", position.index, "gates", index],
        };
      }
    }
  },
};

/** A side that a gate needs and that gets nothing to do at a stage. */
function idleSide(measured: MeasuredGate, { candidatePercent, mirrorPercent, match }: Position): "baseline" | "candidate" | undefined {
  return sidesOf(measured).find((side) =>
    side === "baseline" ? candidatePercent === "100" : candidatePercent === "0" && mirrorPercent === 0 && match === undefined,
  );
}
