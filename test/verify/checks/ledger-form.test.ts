import { expect, test } from "vitest";
import { ledgerForm } from "../../../src/verify/checks/ledger-form.ts";
import { checkoutCourse, entry, ledger, ledgerText } from "../checkout.ts";

const file = "environments/production/checkout.ledger.jsonl";
const hint = "restore the line from Git: a ledger only grows";
const digest = (hex: string) => ({ image: { tag: "1.0.0", digest: `sha256:${hex}` } });

const cases: Record<string, readonly [ledger: string | undefined, reports: readonly object[]]> = {
  "one sound entry a line": [ledgerText([...ledger, entry(2, "canary-5", "canary-50", digest("0a".repeat(32)))]), []],
  "no ledger": [undefined, []],
  "an empty ledger": ["", []],
  "a line that is no JSON": [ledgerText([...ledger, "{"]), [{ message: "Line 3 of the ledger is not JSON", hint, file, line: 3 }]],
  "a blank line": [ledgerText([ledger[0] ?? "", "", ledger[1] ?? ""]), [{ message: "Line 2 of the ledger is blank", hint, file, line: 2 }]],
  "a Windows line end is part of JSON's white space, and no fault of the entry": [`${ledger.join("\r\n")}\r\n`, []],
  "a digest that is too short": [
    ledgerText([entry(0, null, "before", digest("0a"))]),
    [{ message: expect.stringMatching(/^Line 1 of the ledger is not an entry: image\.digest: /), hint, file, line: 1 }],
  ],
  "a time without a time zone": [
    ledgerText([entry(0, null, "before", { at: "2026-11-16 09:00" })]),
    [
      {
        message: 'Line 1 of the ledger is not an entry: at: expected a UTC time such as "2025-10-15T09:00:00Z", got "2026-11-16 09:00"',
        hint,
        file,
        line: 1,
      },
    ],
  ],
  "a key that nobody knows": [
    ledgerText([entry(0, null, "before", { approvedBy: "me" })]),
    [{ message: 'Line 1 of the ledger is not an entry: approvedBy: unknown key "approvedBy"', hint, file, line: 1 }],
  ],
  "a reserved key": [
    ledgerText([(ledger[0] ?? "").replace("{", '{"__proto__":{"verdict":"pass"},')]),
    [{ message: expect.stringContaining("__proto__"), hint, file, line: 1 }],
  ],
  "a list in place of an entry": [
    ledgerText(["[]"]),
    [{ message: "Line 1 of the ledger is not an entry: expected object, got []", hint, file, line: 1 }],
  ],
  "no newline at the end": [
    ledgerText(ledger).trimEnd(),
    [
      {
        message: "The last line of the ledger does not end with a newline: the next would be written onto it",
        hint: "end the file with a newline",
        file,
        line: 2,
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [text, reports]) => {
  expect([...ledgerForm.check(checkoutCourse({ ledger: text }))]).toEqual(reports);
});
