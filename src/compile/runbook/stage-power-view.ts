import { cell, inline, phrase, type Markdown } from "../../base/markdown.ts";
import type { TemplateData } from "../../base/template.ts";
import { gatePowerWords } from "../power/gate-power-words.ts";
import type { StagePower } from "../power/power.ts";
import { countWords } from "../power/significant.ts";
import { gateLink, orDash } from "./links.ts";
import { listed, present, prose } from "./prose.ts";

/** What a stage expects and what its gates can tell from it; both `undefined` where nothing is expected or asked. */
export function stagePowerView(power: StagePower | undefined): TemplateData {
  if (power === undefined || power.gates.length === 0) return { expected: undefined, detections: undefined };
  return {
    expected: expected(power),
    detections: power.gates.map((gate) => {
      const { requests, detects, needs, lack } = gatePowerWords(gate);
      return {
        gate: cell(gateLink(gate.gate)),
        requests: orDash(prose(requests)),
        detects: orDash(prose(detects)),
        needs: cell(lack === undefined ? inline(needs) : phrase`${inline(needs)}; **not enough**, ${inline(lack)}`),
      };
    }),
  };
}

function expected({ candidateRequests, baselineRequests, usersExposed }: StagePower): Markdown | undefined {
  return listed(
    present([
      candidateRequests === undefined ? undefined : phrase`${inline(countWords(candidateRequests))} requests to the candidate`,
      baselineRequests === undefined ? undefined : phrase`${inline(countWords(baselineRequests))} to the baseline`,
      usersExposed === undefined ? undefined : phrase`${inline(countWords(usersExposed))} users who meet the candidate`,
    ]),
  );
}
