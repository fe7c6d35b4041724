import type { DefinitionCheck } from "../check.ts";
import { measuredGates } from "../definition/measured-gates.ts";
import { stagesToLeave, usesCandidate } from "../definition/uses-candidate.ts";

/**
 * A stage that uses the candidate and can be left without a question proves
 * nothing; nor does a gate that is judged over a hold of no length.
 */
export const definitionStageEvidence: DefinitionCheck = {
  code: "definition-stage-evidence",
  scope: "definition",
  severity: "warning",
  description: "stages that use the candidate ask gates, over a hold where those measure",
  *check({ rollout, positions, environment, definition }) {
    const measured = new Set(measuredGates(rollout).map(({ name }) => name));
    for (const position of stagesToLeave(positions)) {
      const { stage, index } = position;
      if (!usesCandidate(position)) continue;
      const place = { file: definition, path: ["ladders", environment.name, "stages", index] };
      const judging = stage.gates.find((gate) => measured.has(gate));
      if (stage.gates.length === 0) {
        yield {
          message: `Stage "${stage.name}" uses the candidate, but has no gates${stage.hold === undefined ? " and no hold" : ""}`,
          hint: "name the gates that must pass to leave it",
          ...place,
        };
      } else if (judging !== undefined && stage.hold === undefined) {
        yield {
          message: `Stage "${stage.name}" has no hold over which gate "${judging}" could be judged`,
          hint: "add hold: how long to watch before going on",
          ...place,
        };
      }
    }
  },
};
