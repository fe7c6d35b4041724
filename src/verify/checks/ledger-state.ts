import type { CourseCheck } from "../check.ts";

/** State and ledger say where a rollout stands; where they differ, one of them was changed by hand. */
export const ledgerState: CourseCheck = {
  code: "ledger-state",
  severity: "error",
  description: "the last entry of a ledger ends at the recorded stage",
  scope: "course",
  *check({ files, state, stage, lines, folder }) {
    const first = folder?.resource()?.spec.stages[0]?.name;
    const recorded = "value" in stage ? stage.value : state === undefined ? first : undefined;
    const last = lines.at(-1);
    if (recorded === undefined) return;
    if (last === undefined) {
      if (first === undefined || recorded === first) return;
      yield { message: `The state is "${recorded}", but the ledger records no step`, hint: `record in ${files.ledger} how it got there`, file: files.state, path: ["stage"] };
    } else if ("entry" in last && last.entry.to !== recorded) {
      yield {
        message: `The ledger ends at "${last.entry.to}", but the state is "${recorded}"${state === undefined ? ", the first stage, as there is no state file" : ""}`,
        hint: "a step changes both: record the step that is missing, or set the state back",
        file: files.ledger,
        line: last.line,
      };
    }
  },
};
