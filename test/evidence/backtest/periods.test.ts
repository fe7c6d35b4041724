import { expect, test } from "vitest";
import { periods, tally } from "../../../src/evidence/backtest/periods.ts";
import type { Answer, Verdict } from "../../../src/evidence/verdict.ts";

function verdict(at: number, answer: Answer, rollback = false, reason?: string): Verdict {
  const head = { gate: "errors", kind: "limit", answer, rollback, sentence: `${answer} at ${at}` };
  return { ...head, window: { start: at - 60, end: at, origin: "given" }, ...(reason === undefined ? {} : { reason }) };
}

const verdicts = [
  verdict(1, "pass"),
  verdict(2, "pass"),
  verdict(3, "fail", true, "rollback-limit"),
  verdict(4, "fail", true, "rollback-limit"),
  verdict(5, "fail", false, "hold-limit"),
  verdict(6, "unknown", false, "no-data"),
  verdict(7, "unknown", false, "stale"),
  verdict(8, "fail", true, "rollback-limit"),
];

test("neighbours with the same answer and reason are one period, told in the words of the first", () => {
  expect(periods(verdicts).map(({ from, to, sentence }) => [from, to, sentence])).toEqual([
    [1, 2, "pass at 1"],
    [3, 4, "fail at 3"],
    [5, 5, "fail at 5"],
    [6, 6, "unknown at 6"],
    [7, 7, "unknown at 7"],
    [8, 8, "fail at 8"],
  ]);
});

test("answers are counted as shares of the moments, rollbacks as periods", () => {
  expect(tally(verdicts)).toEqual({ pass: 0.25, fail: 0.5, unknown: 0.25, rollbacks: 2 });
});

test("no moment is no share", () => {
  expect(tally([])).toEqual({ pass: 0, fail: 0, unknown: 0, rollbacks: 0 });
});
