import { expect, test } from "vitest";
import { ledgerEnvironment } from "../../../src/verify/checks/ledger-environment.ts";
import { checkoutCourse, entry, ledger, ledgerText } from "../checkout.ts";

const file = "environments/production/checkout.ledger.jsonl";

const cases: Record<string, readonly [lines: readonly string[], reports: readonly object[]]> = {
  "every entry is of this environment": [ledger, []],
  "a line that is no entry is another check's": [["{"], []],
  "an entry of another environment": [
    [ledger[0] ?? "", entry(1, "before", "canary-5", { environment: "staging" })],
    [
      {
        message: 'Line 2 of the ledger is of environment "staging", but the ledger is of "production"',
        hint: 'move the entry to the ledger of "staging", or correct its environment if it is not merged yet',
        file,
        line: 2,
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [lines, reports]) => {
  expect([...ledgerEnvironment.check(checkoutCourse({ ledger: ledgerText(lines) }))]).toEqual(reports);
});
