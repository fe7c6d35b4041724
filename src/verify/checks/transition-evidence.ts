import { freshHours } from "../../model/evidence-block.ts";
import type { Report, TransitionCheck } from "../check.ts";
import type { Override } from "../../model/override.ts";
import { overrideInForce } from "../transition/override-in-force.ts";
import { judgingResource, moveOf } from "../transition/moves.ts";
import type { Transition } from "../transition/transition.ts";

/** Going up rests on the gates of the stage that is left; going down needs no reason but prudence. */
export const transitionEvidence: TransitionCheck = {
  code: "transition-evidence",
  severity: "error",
  description: "the ledger's line of a step up has a fresh pass, or an override in force, of every gate of the stage it leaves",
  scope: "transition",
  *check(transition) {
    const move = moveOf(transition);
    if (move.kind !== "up") return;
    const { before, after, ownPrefix, now } = transition;
    // A line that is missing or broken is the ledger checks' to tell.
    if (after.ledgerLines.length !== before.ledgerLines.length + 1 || after.ledger.length !== after.ledgerLines.length) return;
    const entry = after.ledger.at(-1);
    if (entry === undefined) return;
    const place = { file: ownPrefix.ledger, line: after.ledgerLines.length };
    yield* verdictReports(transition, move.from, entry.evidence, place);
    const hours = Math.floor((now.getTime() - Date.parse(entry.at)) / 3_600_000);
    if (hours >= freshHours) {
      yield {
        message: `The evidence of the step is of ${entry.at}, ${hours} hours ago: expected less than ${freshHours}`,
        hint: "judge the gates again, and record the new verdicts and their time",
        ...place,
      };
    }
  },
};

type Evidence = Transition["after"]["ledger"][number]["evidence"];

function* verdictReports(
  transition: Transition,
  from: number,
  evidence: Evidence,
  place: Pick<Report, "file" | "line">,
): Generator<Report> {
  const { before } = transition;
  const demanded = new Set(judgingResource(transition)?.spec.stages[from]?.gates ?? []);
  for (const gate of demanded) {
    const verdicts = evidence.filter((one) => one.gate === gate);
    if (verdicts.length === 0) {
      yield {
        message: `Leaving "${before.stage}" needs gate "${gate}", of which the ledger's line has no verdict`,
        hint: "judge the gate, and record its verdict",
        ...place,
      };
    }
    for (const { verdict, value, overridden } of verdicts) {
      if (verdict === "pass") continue;
      const isMeant = (one: Override): boolean => one.kind === "gate" && one.gate === gate && one.stage === before.stage;
      if (overridden === true) {
        if (overrideInForce(transition, isMeant) !== undefined) continue;
        yield {
          message: `The ledger's line says that gate "${gate}" was overridden, but no override of it at "${before.stage}" is in force on the base revision`,
          hint: "have the override merged in a change of its own before the step, with an end that is still to come",
          ...place,
        };
        continue;
      }
      yield {
        message: `Leaving "${before.stage}" needs gate "${gate}" to pass, but its verdict is ${verdict}${value === undefined ? "" : ` (${value})`}`,
        hint: verdict === "unknown" ? "wait until the gate can be judged: unknown is not yes" : "stay, or go back to an earlier stage",
        ...place,
      };
    }
  }
}
