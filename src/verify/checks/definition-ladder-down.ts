import { compareDecimals } from "../../base/decimal.ts";
import type { DefinitionCheck } from "../check.ts";

/** A ladder goes up. Going down is a rollback, which is always open and needs no stage of its own. */
export const definitionLadderDown: DefinitionCheck = {
  code: "definition-ladder-down",
  scope: "definition",
  severity: "warning",
  description: "the candidate's share does not fall from stage to stage",
  *check({ positions, environment, definition }) {
    for (const [index, position] of positions.entries()) {
      const before = positions[index - 1];
      if (before === undefined || compareDecimals(position.candidatePercent, before.candidatePercent) >= 0) continue;
      yield {
        message: `Stage "${position.stage.name}" takes the candidate from ${before.candidatePercent} % down to ${position.candidatePercent} %`,
        hint: "put the stages in order; to go back, use rampart rollback",
        file: definition,
        path: ["ladders", environment.name, "stages", index],
      };
    }
  },
};
