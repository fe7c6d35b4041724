import { expect, test } from "vitest";
import { ledgerOrder } from "../../../src/verify/checks/ledger-order.ts";
import { checkoutCourse, entry, ledger, ledgerText } from "../checkout.ts";

const file = "environments/production/checkout.ledger.jsonl";
const hint = "write the time the step was taken, in UTC";

const cases: Record<string, readonly [lines: readonly string[], reports: readonly object[]]> = {
  "each entry is later than the last": [ledger, []],
  "a clock that is four minutes ahead": [[...ledger, entry(2, "canary-5", "canary-50", { at: "2026-11-20T12:04:00Z" })], []],
  "an entry that is yet to come": [
    [...ledger, entry(2, "canary-5", "canary-50", { at: "2026-11-20T12:06:00Z" })],
    [{ message: "Line 3 of the ledger is of 2026-11-20T12:06:00Z, which is yet to come", hint, file, line: 3 }],
  ],
  "an entry that is earlier than the last": [
    [...ledger, entry(2, "canary-5", "canary-50", { at: "2026-11-17T09:00:00Z" })],
    [{ message: "Line 3 of the ledger is of 2026-11-17T09:00:00Z, not later than line 2 of 2026-11-18T09:00:00Z", hint, file, line: 3 }],
  ],
  "two entries of one moment, written in two ways": [
    [...ledger, entry(2, "canary-5", "canary-50", { at: "2026-11-18T09:00:00.000Z" })],
    [
      {
        message: "Line 3 of the ledger is of 2026-11-18T09:00:00.000Z, not later than line 2 of 2026-11-18T09:00:00Z",
        hint,
        file,
        line: 3,
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [lines, reports]) => {
  expect([...ledgerOrder.check(checkoutCourse({ ledger: ledgerText(lines) }))]).toEqual(reports);
});
