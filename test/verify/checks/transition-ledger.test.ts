import { expect, test } from "vitest";
import { transitionLedger } from "../../../src/verify/checks/transition-ledger.ts";
import type { Transition } from "../../../src/verify/transition/transition.ts";
import { entry, ledger, side, transition } from "../checkout.ts";

const file = "environments/production/checkout.ledger.jsonl";
const up = entry(2, "canary-5", "canary-50");
const moving = (lines: readonly string[]): Transition => transition(side("canary-5", ledger), side("canary-50", lines));
const staying = (lines: readonly string[]): Transition => transition(side("canary-5", ledger), side("canary-5", lines));

const cases: Record<string, readonly [change: Transition, reports: readonly object[]]> = {
  "a step adds its line": [moving([...ledger, up]), []],
  "nothing moves and nothing is added": [staying(ledger), []],
  "a new rollout may record its beginning": [transition(side(undefined, []), side("before", [entry(0, null, "before")])), []],
  "a new rollout may record nothing yet": [transition(side(undefined, []), side("before", [])), []],
  "a rollout that is gone takes its ledger along": [transition(side("full", ledger), side(undefined, [])), []],
  "a step without a line": [
    moving(ledger),
    [
      {
        message: '"checkout" in "production" goes from "canary-5" to "canary-50", and its ledger gains 0 lines: expected one',
        hint: "record the step as a new last line",
        file,
        line: 2,
      },
    ],
  ],
  "a step with two lines": [
    moving([...ledger, up, entry(3, "canary-50", "full")]),
    [
      {
        message: '"checkout" in "production" goes from "canary-5" to "canary-50", and its ledger gains 2 lines: expected one',
        hint: "record the step as one new line, and every step in a change of its own",
        file,
        line: 4,
      },
    ],
  ],
  "a line of another step": [
    moving([...ledger, entry(2, "canary-50", "full")]),
    [
      {
        message:
          'The new line of the ledger goes from "canary-50" to "full", but "checkout" in "production" goes from "canary-5" to "canary-50"',
        hint: "record the step that is taken",
        file,
        line: 3,
      },
    ],
  ],
  "a line without a step": [
    staying([...ledger, up]),
    [
      {
        message: 'The ledger gains a line, but "checkout" in "production" stays at "canary-5"',
        hint: "remove the line: a ledger records moves",
        file,
        line: 3,
      },
    ],
  ],
  "an old line is written anew, with the same meaning": [
    moving([(ledger[0] ?? "").replace(",", ", "), ledger[1] ?? "", up]),
    [{ message: "Line 1 of the ledger was changed", hint: "restore the line from Git: a ledger only grows", file, line: 1 }],
  ],
  "an old line is gone from the middle": [
    moving([ledger[0] ?? "", up]),
    [{ message: "Line 2 of the ledger was changed", hint: "restore the line from Git: a ledger only grows", file, line: 2 }],
  ],
  "the end is gone": [
    staying([ledger[0] ?? ""]),
    [{ message: "The ledger has lost line 2 and what follows", hint: "restore the line from Git: a ledger only grows", file, line: 1 }],
  ],
  "the whole ledger is gone, but not the rollout": [
    staying([]),
    [{ message: "The ledger has lost line 1 and what follows", hint: "restore the line from Git: a ledger only grows", file, line: 1 }],
  ],
  "a new line that is no entry is another check's": [moving([...ledger, "{"]), []],
};

test.each(Object.entries(cases))("%s", (_, [change, reports]) => {
  expect([...transitionLedger.check(change)]).toEqual(reports);
});
