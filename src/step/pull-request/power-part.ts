import { codeSpan, inline, phrase, type Markdown } from "../../base/markdown.ts";
import type { TemplateData } from "../../base/template.ts";
import { gatePowerWords } from "../../compile/power/gate-power-words.ts";
import { power, type GatePower } from "../../compile/power/power.ts";
import { countWords } from "../../compile/power/significant.ts";
import type { Proposal } from "../proposal.ts";

/** What the gates of the stage that is gone to can tell within its hold; `undefined` where nothing is expected or asked. */
export function powerPart({ after, decision }: Proposal): TemplateData | undefined {
  if (decision.kind === "roll-back" || decision.kind === "restart") return undefined;
  const told = power(after)[after.position.index];
  if (told === undefined || told.gates.length === 0) return undefined;
  const exposed = told.usersExposed === undefined ? phrase`` : phrase`; ${inline(countWords(told.usersExposed))} users meet the candidate`;
  return {
    stage: codeSpan(told.stage),
    hold: told.hold === undefined ? undefined : inline(told.hold),
    expected:
      told.candidateRequests === undefined
        ? undefined
        : phrase`${inline(countWords(told.candidateRequests))} requests to the candidate${exposed}`,
    gates: told.gates.map((gate) => ({ gate: codeSpan(gate.gate), words: gateWords(gate) })),
  };
}

function gateWords(gate: GatePower): Markdown {
  const { requests, detects, needs, lack } = gatePowerWords(gate);
  const sees = detects === undefined ? phrase`` : phrase`sees a regression from ${inline(detects)} on; `;
  const limit = gate.because === undefined ? phrase`its limit needs ${inline(needs)}` : inline(needs);
  const expected = requests === undefined ? phrase`` : phrase`, ${inline(requests)} are expected`;
  return phrase`${sees}${limit}${expected}${lack === undefined ? phrase`` : phrase`: **not enough**, ${inline(lack)}`}`;
}
