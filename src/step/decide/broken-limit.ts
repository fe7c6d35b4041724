import { list } from "./list.ts";
import { rollbackStage } from "./rollback-stage.ts";
import type { Rule } from "./rule.ts";

/** A rollback limit was broken for long enough: go back, whatever else may be. */
export const brokenLimit: Rule = ({ context, judgement }) => {
  const gates = (judgement?.verdicts ?? []).filter(({ rollback }) => rollback);
  const [worst] = gates;
  if (worst === undefined) return undefined;
  const from = context.position.stage.name;
  const to = rollbackStage(context);
  const broken = `${list("Gate", gates)} broke ${gates.length === 1 ? "its rollback limit" : "their rollback limits"} at ${from}`;
  if (to === undefined) {
    return {
      kind: "hold",
      gates,
      retryAfter: undefined,
      sentence: `${broken}, the first stage: there is nothing to go back to. ${worst.sentence}`,
    };
  }
  return { kind: "roll-back", move: { from, to }, gates, sentence: `${broken}: go back to ${to}. ${worst.sentence}` };
};
