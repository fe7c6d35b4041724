import { unprovable, type Unprovable } from "../../compile/power/unprovable.ts";
import type { DefinitionCheck, Report } from "../check.ts";
import { definitionGateData } from "./definition-gate-data.ts";
import { definitionSamples } from "./definition-samples.ts";

/** A gate that could not tell its limit from what is expected says no more than a wait does. */
export const definitionPower: DefinitionCheck = {
  code: "definition-power",
  scope: "definition",
  severity: "warning",
  description: "within its hold, the expected traffic of a stage can prove what its gates ask",
  *check(context) {
    const { environment, positions, definition } = context;
    // Too few for the gate's own minimum, and nobody to judge or to compare with, are told better elsewhere.
    const told = new Set(
      [definitionSamples, definitionGateData].flatMap((check) => [...check.check(context)].map(({ path }) => JSON.stringify(path))),
    );
    for (const one of unprovable(context)) {
      const position = positions.find(({ stage }) => stage.name === one.stage);
      if (position === undefined) continue;
      const gate = position.stage.gates.findIndex((name) => name === one.gate);
      const path = ["ladders", environment.name, "stages", position.index, "gates", gate];
      if (!told.has(JSON.stringify(path))) yield { ...words(one, position.stage.hold), file: definition, path };
    }
  },
};

function words({ stage, gate, missing, hold, weight }: Unprovable, held: string | undefined): Pick<Report, "message" | "hint"> {
  const ways = [hold === undefined ? [] : [`hold for ${hold}`], weight === undefined ? [] : [`give the candidate ${weight}`]].flat();
  return {
    message: `Gate "${gate}" cannot prove its limit at stage "${stage}"${held === undefined ? "" : ` within ${held}`}: ${missing}`,
    hint: `${ways.length === 0 ? "widen the limit, ask for the gate at another stage, or correct expectedTraffic" : `${ways.join(", ")}, or ask for less`}; \`rampart plan\` shows what each stage can tell`,
  };
}
