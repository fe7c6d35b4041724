import type { CourseCheck } from "../check.ts";

/** State and ledger say where a rollout stands; where they differ, one of them was changed by hand. */
export const ledgerState: CourseCheck = {
  code: "ledger-state",
  severity: "error",
  description: "the last entry of a ledger ends at the recorded stage",
  scope: "course",
  *check({ files, state, stage, lines, folder }) {
    const resource = folder?.resource();
    const first = resource?.spec.stages[0]?.name;
    const recorded = "value" in stage ? stage.value : state === undefined ? first : undefined;
    const last = lines.at(-1);
    if (recorded === undefined || (last !== undefined && !("entry" in last))) return;
    const ended = last === undefined ? first : last.entry.to;
    // Where the ledger agrees with what is rendered, it is the state that is wrong, which another check tells.
    if (ended === undefined || ended === recorded || ended === resource?.status.stage) return;
    if (last === undefined) {
      yield {
        message: `The state is "${recorded}", but the ledger records no step`,
        hint: `record in ${files.ledger} how it got there`,
        file: files.state,
        path: ["stage"],
      };
    } else {
      yield {
        message: `The ledger ends at "${ended}", but the state is "${recorded}"${state === undefined ? ", the first stage, as there is no state file" : ""}`,
        hint: "a step changes both: record the step that is missing, or set the state back",
        file: files.ledger,
        line: last.line,
      };
    }
  },
};
