import type { Report, TransitionCheck } from "../check.ts";
import type { LedgerEntry } from "../../model/ledger-entry.ts";
import { changedLine } from "../transition/changed-line.ts";
import type { Side, Transition } from "../transition/transition.ts";

/** The ledger is the record people rely on afterwards: nothing in it changes, and each step adds one line. */
export const transitionLedger: TransitionCheck = {
  code: "transition-ledger",
  severity: "error",
  description: "a change keeps every line of a ledger and adds exactly the line of its step",
  scope: "transition",
  *check(transition) {
    const { before, after, ownPrefix } = transition;
    const file = ownPrefix.ledger;
    const changed = changedLine(before.ledgerLines, after.ledgerLines);
    // A rollout that is gone takes its ledger along; Git keeps it.
    if (after.stage === undefined && after.ledgerLines.length === 0) return;
    if (changed !== undefined) {
      const { line, gone } = changed;
      yield {
        message: gone ? `The ledger has lost line ${line} and what follows` : `Line ${line} of the ledger was changed`,
        hint: "restore the line from Git: a ledger only grows",
        file,
        line: gone ? Math.max(1, after.ledgerLines.length) : line,
      };
      return;
    }
    yield* gainedReports(transition, file);
  },
};

function* gainedReports({ rollout, environment, before, after }: Transition, file: string): Generator<Report> {
  const gained = after.ledgerLines.slice(before.ledgerLines.length);
  const moves = before.stage !== undefined && before.stage !== after.stage;
  const line = before.ledgerLines.length + 1;
  if (moves && gained.length !== 1) {
    yield {
      message: `"${rollout}" in "${environment}" goes from "${before.stage}" to "${after.stage}", and its ledger gains ${gained.length} lines: expected one`,
      hint:
        gained.length === 0
          ? "record the step as a new last line"
          : "record the step as one new line, and every step in a change of its own",
      file,
      line: Math.max(1, after.ledgerLines.length),
    };
  } else if (!moves && before.stage !== undefined && gained.length > 0) {
    yield {
      message: `The ledger gains ${gained.length === 1 ? "a line" : `${gained.length} lines`}, but "${rollout}" in "${environment}" stays at "${after.stage}"`,
      hint: "remove the line: a ledger records moves",
      file,
      line,
    };
  } else if (moves) {
    const entry = after.ledger.at(-1);
    if (entry === undefined || after.ledger.length !== after.ledgerLines.length) return;
    if (entry.from === before.stage && entry.to === after.stage) {
      yield* restartReports(before, entry, { file, line });
      return;
    }
    yield {
      message: `The new line of the ledger goes from ${entry.from === null ? "nothing" : `"${entry.from}"`} to "${entry.to}", but "${rollout}" in "${environment}" goes from "${before.stage}" to "${after.stage}"`,
      hint: "record the step that is taken",
      file,
      line,
    };
  }
}

/** To begin again holds nothing afterwards, so a step back must not pass for it. */
function* restartReports(before: Side, { to, restart }: LedgerEntry, place: Pick<Report, "file" | "line">): Generator<Report> {
  const spec = before.resource?.spec;
  if (restart !== true || spec === undefined) return;
  const first = spec.stages[0]?.name;
  const why =
    to !== first
      ? `it goes to "${to}", not to the first stage`
      : spec.waitingImage === undefined || spec.whenChanged === "refuse"
        ? "no image waits for it"
        : undefined;
  if (why === undefined) return;
  yield {
    message: `The new line of the ledger begins again with another image, but ${why}`,
    hint: "leave restart out: a step back is held until people say that it may go on",
    ...place,
  };
}
