import { expect, test } from "vitest";
import { ledgerContinuous } from "../../../src/verify/checks/ledger-continuous.ts";
import { checkoutCourse, entry, ledger, ledgerText } from "../checkout.ts";

const file = "environments/production/checkout.ledger.jsonl";

const cases: Record<string, readonly [lines: readonly string[], reports: readonly object[]]> = {
  "each entry goes on from the last": [ledger, []],
  "an empty ledger": [[], []],
  "a gap": [
    [...ledger, entry(2, "canary-50", "full")],
    [
      {
        message: 'Line 3 of the ledger starts from "canary-50", but line 2 ended at "canary-5"',
        hint: "record the step that is missing between them, or correct the entry if it is not merged yet",
        file,
        line: 3,
      },
    ],
  ],
  "a first step from the first stage, which nobody had to record": [[entry(0, "before", "canary-5")], []],
  "a first entry that starts from a later stage": [
    [entry(0, "canary-5", "full")],
    [
      {
        message: 'Line 1 of the ledger starts from "canary-5", but the first entry starts from nothing or from the first stage',
        hint: 'the first entry has "from": null, or the first stage of the ladder',
        file,
        line: 1,
      },
    ],
  ],
  "a second beginning": [
    [...ledger, entry(2, null, "before")],
    [
      {
        message: 'Line 3 of the ledger starts from nothing, but line 2 ended at "canary-5"',
        hint: "record the step that is missing between them, or correct the entry if it is not merged yet",
        file,
        line: 3,
      },
    ],
  ],
  "an entry that goes nowhere": [
    [...ledger, entry(2, "canary-5", "canary-5")],
    [
      {
        message: 'Line 3 of the ledger goes from "canary-5" to itself',
        hint: "an entry records a move: remove it if it is not merged yet",
        file,
        line: 3,
      },
    ],
  ],
  "what follows a line that cannot be read is not judged by it": [[ledger[0] ?? "", "{", entry(2, "canary-50", "full")], []],
};

test.each(Object.entries(cases))("%s", (_, [lines, reports]) => {
  expect([...ledgerContinuous.check(checkoutCourse({ ledger: ledgerText(lines) }))]).toEqual(reports);
});
