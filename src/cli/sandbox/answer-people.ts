import type { Context } from "../../compile/context.ts";
import type { Confirmation } from "../../model/confirmation.ts";
import type { Verdict } from "../../evidence/verdict.ts";

/** What the people a gate waits for would write down, all of them agreeing, at a virtual time (Unix seconds). */
export function answerPeople({ rollout, position }: Context, verdicts: readonly Verdict[], at: number): readonly Confirmation[] {
  const moment = new Date(Math.floor(at) * 1000).toISOString().replace(".000Z", "Z");
  return verdicts.flatMap((verdict): readonly Confirmation[] => {
    const gate = rollout.gates[verdict.gate];
    if (verdict.answer === "pass" || gate === undefined) return [];
    const common = { gate: verdict.gate, stage: position.stage.name, at: moment };
    if (gate.kind === "approval") return gate.by.slice(0, gate.count).map((by) => ({ ...common, by }));
    if (gate.kind !== "checklist") return [];
    return [{ ...common, by: rollout.team }];
  });
}
