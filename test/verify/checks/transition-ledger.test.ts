import { expect, test } from "vitest";
import type { RolloutResource } from "../../../src/model/rollout-resource.ts";
import { transitionLedger } from "../../../src/verify/checks/transition-ledger.ts";
import type { Transition } from "../../../src/verify/transition/transition.ts";
import { entry, ledger, side, transition } from "../checkout.ts";

const file = "environments/production/checkout.ledger.jsonl";
const up = entry(2, "canary-5", "canary-50");
const moving = (lines: readonly string[]): Transition => transition(side("canary-5", ledger), side("canary-50", lines));
const staying = (lines: readonly string[]): Transition => transition(side("canary-5", ledger), side("canary-5", lines));

const digest = (figure: string): string => `sha256:${figure.repeat(64)}`;

/** A step down that says that it begins again, while an image waits or not. */
function restarting(to: string, spec: Partial<RolloutResource["spec"]>): Transition {
  const before = side("canary-50", [...ledger, up], (resource) => ({ ...resource, spec: { ...resource.spec, ...spec } }));
  return transition(before, side(to, [...before.ledgerLines, entry(3, "canary-50", to, { restart: true })]));
}

const waiting = { whenChanged: "restart", waitingImage: { tag: "2.0.0", digest: digest("2") } } as const;
const noRestart = (why: string) => [
  {
    message: `The new line of the ledger begins again with another image, but ${why}`,
    hint: "leave restart out: a step back is held until people say that it may go on",
    file,
    line: 4,
  },
];

const cases: Record<string, readonly [change: Transition, reports: readonly object[]]> = {
  "a step adds its line": [moving([...ledger, up]), []],
  "a step back begins again, as an image waits": [restarting("before", waiting), []],
  "a step back begins again, and no image waits": [restarting("before", {}), noRestart("no image waits for it")],
  "a step back begins again where that is refused": [
    restarting("before", { ...waiting, whenChanged: "refuse" }),
    noRestart("no image waits for it"),
  ],
  "a step back begins again in the middle": [restarting("canary-5", waiting), noRestart('it goes to "canary-5", not to the first stage')],
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
