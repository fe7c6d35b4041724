import type { Context } from "../../compile/context.ts";
import type { Position } from "../../compile/position.ts";
import { openedBy } from "./closed-now.ts";
import type { Decision } from "./decision.ts";
import type { Facts } from "./facts.ts";
import { gateStanding } from "./gates-open.ts";
import { heldOverride } from "./taken-back.ts";

/** Where nothing stands in the way: on to the next stage; on the last one it is done. */
export function goOn(facts: Facts): Decision {
  const { context } = facts;
  const next = context.positions[context.position.index + 1];
  const from = context.position.stage.name;
  if (next === undefined) return { kind: "done", sentence: `It stands at ${from}, the last stage.` };
  const { remaining, overrides } = gateStanding(facts);
  const rested = [...overrides, openedBy(facts) ?? [], heldOverride(facts) ?? []].flat();
  const open = remaining.map(({ gate, sentence }) => `Gate ${gate}: ${sentence}`);
  return {
    kind: kindOf(context, next),
    move: { from, to: next.stage.name },
    remaining: open,
    overrides: rested,
    sentence: `Go from ${from} to ${next.stage.name}: ${because(context, overrides.length, open.length)}.`,
  };
}

function because({ position }: Context, overridden: number, remaining: number): string {
  const count = new Set(position.stage.gates).size;
  const passed = count - overridden - remaining;
  if (count === 0) return "no gate stands before it";
  return [
    ...(passed === 0
      ? []
      : [
          passed === count
            ? count === 1
              ? "its gate passes"
              : `all ${count} gates pass`
            : `${passed} of ${count} gates ${passed === 1 ? "passes" : "pass"}`,
        ]),
    ...(overridden === 0 ? [] : [`${overridden} ${overridden === 1 ? "is" : "are"} overridden`]),
    ...(remaining === 0 ? [] : [`${remaining} ${remaining === 1 ? "waits" : "wait"} for people`]),
  ].join(", ");
}

/** Once the candidate has everything and the main route is its own, what is left to do is to clean up. */
function kindOf({ positions, position }: Context, next: Position): "advance" | "finish" | "clean-up" {
  if (next.index === positions.length - 1) return "finish";
  return position.candidatePercent === "100" && next.candidatePercent === "100" && next.primary === "candidate" ? "clean-up" : "advance";
}
