import { describe, expect, test } from "vitest";
import { GateTest } from "../../../src/evidence/synthetic/gate-test.ts";
import { runGateTest } from "../../../src/evidence/synthetic/run-gate-test.ts";
import { shop } from "../shop.ts";

interface Case {
  readonly gate: string;
  readonly candidate: string;
  readonly baseline?: string;
  readonly requests?: string;
  readonly baselineRequests?: string;
  readonly interval?: string;
  /** `pass`, `fail (reason)`, `fail (reason), go back`. */
  readonly answer: string;
}

const hour = "x60";
const many = { requests: `1000${hour}`, baselineRequests: `9000${hour}` };

/** The hold is an hour, limits and minimum are those of the shop. */
const cases: Readonly<Record<string, Case>> = {
  "a share far below its limit passes": { gate: "errors", candidate: `0.0001${hour}`, ...many, answer: "pass" },
  "a share of nothing passes": { gate: "errors", candidate: `0${hour}`, ...many, answer: "pass" },
  "a share below its limit is not proven by few requests": {
    gate: "errors",
    candidate: `0${hour}`,
    requests: `40${hour}`,
    answer: "unknown (not-proven)",
  },
  "a share above its limit for the whole hour fails": { gate: "errors", candidate: `0.004${hour}`, ...many, answer: "fail (hold-limit)" },
  "a share above its rollback limit goes back": {
    gate: "errors",
    candidate: `0.05${hour}`,
    ...many,
    answer: "fail (rollback-limit), go back",
  },
  "a quantile beyond its limit over a window no longer than some streaks waits, since no streak was bad": {
    gate: "latency",
    candidate: "0.2x3 0.05 ".repeat(3),
    requests: "1000x14",
    answer: "unknown (not-proven)",
  },
  "a quantile beyond its limit over half of the hold fails, although no streak was bad": {
    gate: "latency",
    candidate: "0.2x3 0.05 ".repeat(6),
    requests: "1000x29",
    answer: "fail (hold-limit)",
  },
  "one bad scrape does not go back": { gate: "errors", candidate: `0x30 0.05 0x28`, ...many, answer: "unknown (not-proven)" },
  "one bad scrape does not even fail": { gate: "errors", candidate: `0x30 0.02 0x28 0`, ...many, answer: "pass" },
  "a bad streak goes back, even when it is over": {
    gate: "errors",
    candidate: `0x20 0.05x9 0x29`,
    ...many,
    answer: "fail (rollback-limit), go back",
  },
  "breaches of the rollback limit that never last go back once they are proven as a whole": {
    gate: "errors",
    candidate: `0x3 0.05x3 ${"0x3 0.05x3 ".repeat(5)}0x12`,
    ...many,
    answer: "fail (rollback-limit), go back",
  },
  "a single bad scrape does not go back by its weight": {
    gate: "errors",
    candidate: `0x30 0.9 0x28`,
    ...many,
    answer: "fail (hold-limit)",
  },
  "a single error among few requests is no streak, however long it shows": {
    gate: "errors",
    candidate: `0x20 0.02x4 0x34`,
    requests: `10${hour}`,
    answer: "unknown (not-proven)",
  },
  "a quantile a little below its limit is not proven by few requests": {
    gate: "latency",
    candidate: `0.097${hour}`,
    requests: `10${hour}`,
    answer: "unknown (not-proven)",
  },
  "a quantile a little below its limit is proven by many requests": {
    gate: "latency",
    candidate: `0.097${hour}`,
    ...many,
    answer: "pass",
  },
  "a quantile a little below its limit that swings is not proven by many requests": {
    gate: "latency",
    candidate: "0.12 0.08 0.11 0.09 0.085 ".repeat(2) + "0.12x4 0.075x4 ".repeat(5),
    requests: "1000x59",
    answer: "unknown (not-proven)",
  },
  "a change of a quantile that few requests of the baseline back is not proven": {
    gate: "slower",
    candidate: `0.105${hour}`,
    baseline: `0.1${hour}`,
    requests: `1000${hour}`,
    baselineRequests: `5${hour}`,
    answer: "unknown (not-proven)",
  },
  "a limit that is crossed at this moment is waited for": {
    gate: "errors",
    candidate: `0x58 0.005x1`,
    ...many,
    answer: "unknown (beyond-now)",
  },
  "as many errors at this moment as chance gives at the limit are not waited for": {
    gate: "errors",
    candidate: "0x57 0.0014x2",
    requests: `300${hour}`,
    answer: "pass",
  },
  "more errors at this moment than that are": {
    gate: "errors",
    candidate: "0x57 0.0034x2",
    requests: `300${hour}`,
    answer: "unknown (beyond-now)",
  },
  "a value exactly at its limit is within it": { gate: "sessions", candidate: `100${hour}`, answer: "pass" },
  "too few requests do not count": { gate: "errors", candidate: `0${hour}`, requests: `1${hour}`, answer: "unknown (too-few-samples)" },
  "no requests at all are no data": { gate: "errors", candidate: `_${hour}`, requests: `0${hour}`, answer: "unknown (no-data)" },
  "no data fails where the gate says so": { gate: "latency", candidate: `_${hour}`, requests: `0${hour}`, answer: "fail (no-data)" },
  "half an hour without samples is too little": {
    gate: "errors",
    candidate: `0x14 _x30 0x15`,
    ...many,
    answer: "unknown (low-coverage)",
  },
  "samples that ended are stale": { gate: "errors", candidate: `0x54 _x6`, ...many, answer: "unknown (stale)" },
  "a missing scrape does not matter": { gate: "errors", candidate: `0x20 _ 0x38`, ...many, answer: "pass" },
  "an hour that is not over yet is waited for": {
    gate: "errors",
    candidate: `0x30`,
    requests: "1000x30",
    answer: "unknown (hold-running)",
  },
  "a hold that is not over yet does not hide a bad streak": {
    gate: "errors",
    candidate: `0.5x10`,
    requests: "1000x10",
    answer: "fail (rollback-limit), go back",
  },
  "NaN at the end is unknown": { gate: "sessions", candidate: `200x59 NaN`, answer: "unknown (not-a-number)" },
  "infinity at the end is unknown": { gate: "sessions", candidate: `200x59 Inf`, answer: "unknown (not-a-number)" },
  "a share that must be high passes": { gate: "matches", candidate: `0.9999${hour}`, ...many, answer: "pass" },
  "a share that must be high fails": { gate: "matches", candidate: `0.99${hour}`, ...many, answer: "fail (hold-limit)" },
  "a baseline that is as bad excuses a change": {
    gate: "more-errors",
    candidate: `0.05${hour}`,
    baseline: `0.05${hour}`,
    ...many,
    answer: "pass",
  },
  "a change of a share beyond its points fails": {
    gate: "more-errors",
    candidate: `0.02${hour}`,
    baseline: `0.01${hour}`,
    ...many,
    answer: "fail (hold-limit)",
  },
  "a change of a share by a factor passes": {
    gate: "times-errors",
    candidate: `0.01${hour}`,
    baseline: `0.01${hour}`,
    ...many,
    answer: "pass",
  },
  "a baseline without errors makes no single error a factor": {
    gate: "times-errors",
    candidate: `0x50 0.0002x6 0x2`,
    baseline: `0${hour}`,
    ...many,
    answer: "unknown (not-proven)",
  },
  "a budget that burns slowly enough passes": { gate: "budget", candidate: `0.001${hour}`, ...many, answer: "pass" },
  "a budget that burns twice as fast as it may, and more, fails": {
    gate: "budget",
    candidate: `0.003${hour}`,
    ...many,
    answer: "fail (hold-limit)",
  },
  "a budget that burns about as fast as it may is not proven": {
    gate: "budget",
    candidate: `0.0019${hour}`,
    requests: `100${hour}`,
    answer: "unknown (not-proven)",
  },
  "a budget that burns at once and goes on goes back": {
    gate: "budget",
    candidate: "0x20 0.1x39",
    requests: `1000${hour}`,
    answer: "fail (rollback-limit), go back",
  },
  "a burst that matters in the short window alone does not go back": {
    gate: "budget",
    candidate: "0x40 0.03x7 0x12",
    requests: `1000${hour}`,
    answer: "fail (hold-limit)",
  },
  "a change without a baseline is no data": { gate: "slower", candidate: `0.1${hour}`, ...many, answer: "unknown (no-data)" },
  "a latency as fast as the baseline's passes": {
    gate: "slower",
    candidate: `0.1${hour}`,
    baseline: `0.1${hour}`,
    ...many,
    answer: "pass",
  },
  "a latency slower than it may be fails": {
    gate: "slower",
    candidate: `0.15${hour}`,
    baseline: `0.1${hour}`,
    ...many,
    answer: "fail (hold-limit)",
  },
  "a latency of twice and more goes back": {
    gate: "slower",
    candidate: `0.3${hour}`,
    baseline: `0.1${hour}`,
    ...many,
    answer: "fail (rollback-limit), go back",
  },
  "a quantile of few requests is no streak": {
    gate: "slower",
    candidate: `0.1x20 0.5x8 0.1x30`,
    baseline: `0.1${hour}`,
    requests: `4${hour}`,
    baselineRequests: `40${hour}`,
    answer: "unknown (not-proven)",
  },
  "a level that flaps fails although no breach lasts": {
    gate: "sessions",
    candidate: `${"200 200 50 ".repeat(20)} 200`,
    answer: "fail (hold-limit)",
  },
  "a single forbidden event goes back where its streak is short": {
    gate: "bypasses",
    candidate: "0x20 1x4 0x34",
    answer: "fail (rollback-limit), go back",
  },
  "scores that are the same pass": {
    gate: "score",
    candidate: "0.9 0.8 0.85 0.95 0.9 ".repeat(61),
    baseline: "0.9 0.8 0.85 0.95 0.9 ".repeat(61),
    requests: "100x304",
    baselineRequests: "100x304",
    answer: "pass",
  },
  "scores that are worse by ranks fail": {
    gate: "score",
    candidate: "0.80 0.70 0.75 0.85 0.80 ".repeat(61),
    baseline: "0.9 0.8 0.85 0.95 0.9 ".repeat(61),
    requests: "100x304",
    baselineRequests: "100x304",
    answer: "fail (worse)",
  },
  "scores too few to test pass within the plain bound": {
    gate: "score",
    candidate: `0.9${hour}`,
    baseline: `0.905${hour}`,
    requests: `1${hour}`,
    baselineRequests: `1${hour}`,
    answer: "pass",
  },
  "scores too few to test fail beyond the plain bound": {
    gate: "score",
    candidate: `0.8${hour}`,
    baseline: `0.9${hour}`,
    requests: `1${hour}`,
    baselineRequests: `1${hour}`,
    answer: "fail (hold-limit)",
  },
  "errors that are tested by counts pass": {
    gate: "error-test",
    candidate: `0.01${hour}`,
    baseline: `0.01${hour}`,
    ...many,
    answer: "pass",
  },
  "errors that are tested by counts fail": {
    gate: "error-test",
    candidate: `0.02${hour}`,
    baseline: `0.01${hour}`,
    ...many,
    answer: "fail (worse)",
  },
};

describe("a gate of a signal", () => {
  test.each(Object.entries(cases))("%s", (name, { answer, ...given }) => {
    const { verdict } = runGateTest(shop(), GateTest.parse({ name, ...given, expect: { answer: "pass" } }));
    const reason = verdict.reason === undefined ? "" : ` (${verdict.reason})`;
    expect(`${verdict.answer}${reason}${verdict.rollback ? ", go back" : ""}`, verdict.sentence).toBe(answer);
  });
});

describe("a verdict", () => {
  const judged = (given: object) => runGateTest(shop(), GateTest.parse({ name: "a test", ...given, expect: { answer: "pass" } })).verdict;

  test("carries all that it rests on, in base units", () => {
    expect(judged({ gate: "errors", candidate: `0.0002${hour}`, requests: `1000${hour}` })).toEqual({
      gate: "errors",
      kind: "limit",
      answer: "pass",
      rollback: false,
      query: 'variant:errors:ratio_rate5m{environment="production",rollout="shop",variant="candidate"}',
      window: { start: 1_767_225_600, end: 1_767_229_200, origin: "given" },
      value: "0.0002",
      threshold: "0.001",
      samples: 61_000,
      coverage: 1,
      longestBreach: 0,
      trace: Array.from({ length: 60 }, () => 0.0002),
      sentence:
        "Error rate of the candidate is 0.02 % over 1h (12 of 61\u202f000 requests), within the limit of 0.1 %; 100 % of the time was measured; the error budget burns at 0.2x the pace it may.",
    });
  });

  test("tells a value that rounds to its limit with the digits that part them", () => {
    const { sentence } = judged({ gate: "errors", candidate: `0.00100004${hour}`, requests: `1e7${hour}` });
    expect(sentence).toContain("0.100004 %");
  });

  test("says how many requests are missing", () => {
    const { sentence } = judged({ gate: "errors", candidate: `0${hour}`, requests: `40${hour}` });
    expect(sentence).toMatch(/does not prove at 98 % confidence .* about [\d\u202f]+ more like them would/);
  });

  test("names the limit that it goes back for, and when the breach was over", () => {
    const { threshold, sentence } = judged({ gate: "errors", candidate: "0x50 0.05x9 0", requests: `1000${hour}` });
    expect(threshold).toBe("0.01");
    expect(sentence).toMatch(
      /^Error rate of the candidate was beyond the rollback limit of 1 % for 9m until 2026-01-01T01:00:00Z, longer than the 5m it may: go back. It is now 0 %;/,
    );
  });

  test("says of a breach that lasts that it does", () => {
    expect(judged({ gate: "errors", candidate: "0x50 0.05x9", requests: `1000${hour}` }).sentence).toContain("for the last 9m, longer");
  });

  test("says by how much the hold is not over", () => {
    expect(judged({ gate: "sessions", candidate: "200x30" }).sentence).toContain("30m of the 1h to hold remain");
  });
});
