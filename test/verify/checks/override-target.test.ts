import { expect, test } from "vitest";
import { overrideTarget } from "../../../src/verify/checks/override-target.ts";
import { checkoutCourse, entry, ledger, ledgerText } from "../checkout.ts";

const file = "environments/production/checkout.overrides.yaml";
const one = (parts: string, expires = "2026-11-21T12:00:00Z"): string =>
  `overrides:\n  - ${parts}\n    reason: Agreed\n    owner: J. Martin\n    expires: ${expires}\n`;
const gate = (name: string, stage: string): string => `kind: gate\n    gate: ${name}\n    stage: ${stage}`;
const hold = (after: string): string => `kind: hold\n    after: ${after}`;
const at = (key: string) => ({ file, path: ["overrides", 0, key] });

const cases: Record<string, readonly [overrides: string, reports: readonly object[]]> = {
  "a gate of its stage": [one(gate("quiet", "canary-5")), []],
  "a freeze needs no target": [one("kind: freeze"), []],
  "a step back of the ledger": [one(hold("2026-11-20T09:00:00Z")), []],
  "a step back of the ledger, written in another way": [one(hold("2026-11-20T09:00:00.000Z")), []],
  "a stage that is none": [
    one(gate("quiet", "canary-6")),
    [
      {
        message: 'The override is of stage "canary-6", which the ladder of "checkout" in "production" does not have',
        hint: 'did you mean "canary-5"?',
        ...at("stage"),
      },
    ],
  ],
  "a gate that is none": [
    one(gate("quite", "canary-5")),
    [
      {
        message: 'The override is of gate "quite", which stage "canary-5" does not ask for',
        hint: 'did you mean "quiet"?',
        ...at("gate"),
      },
    ],
  ],
  "a gate of another stage": [
    one(gate("reviewed", "canary-50")),
    [{ message: 'The override is of gate "reviewed", which stage "canary-50" does not ask for', hint: "use one of quiet", ...at("gate") }],
  ],
  "a stage without gates": [
    one(gate("quiet", "full")),
    [
      {
        message: 'The override is of gate "quiet", which stage "full" does not ask for',
        hint: "remove it: the stage asks for no gate",
        ...at("gate"),
      },
    ],
  ],
  "a step that the ledger does not have": [
    one(hold("2026-11-20T09:00:01Z")),
    [
      {
        message: "The override is of the step back at 2026-11-20T09:00:01Z, but the ledger has no step of that time",
        hint: "write the time of the ledger's line, to the letter",
        ...at("after"),
      },
    ],
  ],
  "a step that went up": [
    one(hold("2026-11-18T09:00:00Z")),
    [
      {
        message: 'The override is of the step at 2026-11-18T09:00:00Z, which went up, to "canary-5": nothing is held after it',
        hint: "remove it, or write the time of the step back",
        ...at("after"),
      },
    ],
  ],
  "the step that began it": [
    one(hold("2026-11-16T09:00:00Z")),
    [
      {
        message: 'The override is of the step at 2026-11-16T09:00:00Z, which went up, to "before": nothing is held after it',
        hint: "remove it, or write the time of the step back",
        ...at("after"),
      },
    ],
  ],
  "one that is over is told by another": [one(gate("quite", "canary-5"), "2026-11-20T11:00:00Z"), []],
};

test.each(Object.entries(cases))("%s", (_, [overrides, reports]) => {
  const lines = [...ledger, entry(2, "canary-5", "before")];
  expect([...overrideTarget.check(checkoutCourse({ overrides, state: "stage: before\n", ledger: ledgerText(lines) }))]).toEqual(reports);
});
