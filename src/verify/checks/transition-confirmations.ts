import { nearest } from "../../base/nearest.ts";
import { Confirmation } from "../../model/confirmation.ts";
import type { RolloutResource } from "../../model/rollout-resource.ts";
import type { Report, TransitionCheck } from "../check.ts";
import { recordLines } from "../record-lines.ts";
import { changedLine } from "../transition/changed-line.ts";
import type { Transition } from "../transition/transition.ts";

/** Who confirmed what, and when, must still be there when somebody asks: a gate has passed on it. */
export const transitionConfirmations: TransitionCheck = {
  code: "transition-confirmations",
  severity: "error",
  description: "a change keeps every line of what people confirmed, and adds such as are of a gate of its stage",
  scope: "transition",
  *check(transition) {
    const { before, after, ownPrefix } = transition;
    // A rollout that is gone takes its confirmations along; Git keeps them.
    if (after.stage === undefined && after.confirmationLines.length === 0) return;
    const changed = changedLine(before.confirmationLines, after.confirmationLines);
    if (changed === undefined) {
      yield* addedReports(transition);
      return;
    }
    const { line, gone } = changed;
    yield {
      message: gone ? `The confirmations have lost line ${line} and what follows` : `Line ${line} of the confirmations was changed`,
      hint: "restore the line from Git, and write what has changed as a new last line: confirmations only grow",
      file: ownPrefix.confirmations,
      line: gone ? Math.max(1, after.confirmationLines.length) : line,
    };
  },
};

/** Gates that people answer. */
const answered = new Set(["checklist", "approval"]);

/** Once it is merged a line stays for ever; one that no gate looks at would leave a step waiting for what was given. */
function* addedReports({ before, after, ownPrefix }: Transition): Generator<Report> {
  const { resource } = after;
  if (resource === undefined) return;
  const lines = recordLines(Confirmation, "a confirmation", after.confirmationLines.join("\n"));
  for (const line of lines.slice(before.confirmationLines.length)) {
    const fault = "entry" in line ? faultOf(line.entry, resource) : undefined;
    if (fault !== undefined)
      yield {
        message: `Line ${line.line} confirms nothing: ${fault.message}`,
        hint: fault.hint,
        file: ownPrefix.confirmations,
        line: line.line,
      };
  }
}

function faultOf({ gate, stage, by }: Confirmation, { spec }: RolloutResource): Pick<Required<Report>, "message" | "hint"> | undefined {
  const asked = spec.stages.find(({ name }) => name === stage)?.gates;
  const names = spec.stages.map(({ name }) => name);
  if (asked === undefined) return { message: `the ladder has no stage "${stage}"`, hint: meant(stage, names) };
  const gates = asked.filter((name) => answered.has(spec.gates.find((one) => one.name === name)?.kind ?? ""));
  if (!gates.includes(gate)) return { message: `stage "${stage}" asks people for no gate "${gate}"`, hint: meant(gate, gates) };
  const owners = spec.owners.map(({ name }) => name);
  return owners.includes(by) ? undefined : { message: `"${by}" is no contact of the rollout`, hint: meant(by, owners) };
}

function meant(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== undefined) return `did you mean "${near}"?`;
  return known.length === 0 ? "remove the line" : `use one of ${known.join(", ")}`;
}
