import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SeriesData } from "../../../src/evidence/metrics-source.ts";
import { stageRun } from "../../../src/evidence/window/stage-run.ts";

const minute = 60;

/** A stage's series: minutes at which it is recorded, `from-to` both included. */
function recorded(stage: string, ...spans: readonly (readonly [number, number])[]): SeriesData {
  const minutes = spans.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index));
  return { labels: { stage }, points: minutes.map((at) => [at * minute, 5]) };
}

const question = { stage: "canary", from: 0, step: minute, bridge: 60 * minute };

describe("the stay at a stage", () => {
  const cases: Readonly<Record<string, readonly [readonly SeriesData[], object]>> = {
    "begins with its first sample": [[recorded("canary", [10, 100])], { kind: "since", start: 600, orEarlier: false, bridged: [] }],
    "may be older than what was searched": [[recorded("canary", [0, 100])], { kind: "since", start: 0, orEarlier: true }],
    "follows another stage": [[recorded("before", [0, 9]), recorded("canary", [10, 100])], { kind: "since", start: 600 }],
    "overlaps the stage before it for as long as a sample counts": [
      [recorded("before", [0, 14]), recorded("canary", [10, 100])],
      { kind: "since", start: 600 },
    ],
    "bridges a restart": [[recorded("canary", [10, 40], [70, 100])], { kind: "since", start: 600, bridged: [{ start: 2400, end: 4200 }] }],
    "begins anew after a gap that is too long": [
      [recorded("canary", [0, 10], [80, 200])],
      { kind: "since", start: 4800, after: { start: 600, end: 4800 } },
    ],
    "begins anew when another stage was recorded in the gap": [
      [recorded("canary", [0, 30], [50, 100]), recorded("before", [33, 49])],
      { kind: "since", start: 3000, orEarlier: false, bridged: [] },
    ],
    "survives that nothing is recorded at the end": [[recorded("canary", [0, 100])], { kind: "since" }],
    "is over when another stage is recorded since": [
      [recorded("canary", [0, 50]), recorded("before", [51, 100])],
      { kind: "elsewhere", stage: "before" },
    ],
    "has not begun while another stage is recorded": [[recorded("before", [0, 100])], { kind: "elsewhere", stage: "before" }],
    "is in doubt while two stages are recorded for long": [
      [recorded("canary", [0, 100]), recorded("full", [50, 100])],
      { kind: "conflict", stage: "full" },
    ],
    "is unknown where nothing is recorded": [[], { kind: "absent" }],
    "is unknown where only NaN is recorded": [[{ labels: { stage: "canary" }, points: [[600, Number.NaN]] }], { kind: "absent" }],
    "is told by any of several copies": [[recorded("canary", [0, 50]), recorded("canary", [40, 100])], { kind: "since", start: 0 }],
  };
  test.each(Object.entries(cases))("%s", (_, [series, run]) => {
    expect(stageRun(series, question)).toMatchObject(run);
  });

  test("a stage's name from a server carries no control characters", () => {
    const run = stageRun([recorded("\u001b[31mevil\u001b[0m", [0, 10])], question);
    expect(run).toEqual({ kind: "elsewhere", stage: "[31mevil [0m" });
  });

  test("never begins before its first sample, nor after its last", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 100 }),
        (minutes, bridge) => {
          const sorted = minutes.toSorted((left, right) => left - right);
          const run = stageRun([{ labels: { stage: "canary" }, points: sorted.map((at) => [at * minute, 1]) }], {
            ...question,
            bridge: bridge * minute,
          });
          const starts = run.kind === "since" ? run.start / minute : -1;
          expect(sorted).toContain(starts);
          // Everything after the start is closer together than what is bridged.
          const after = sorted.filter((at) => at >= starts);
          expect(after.every((at, index) => index === 0 || at - (after[index - 1] ?? 0) <= Math.max(bridge, 1))).toBe(true);
        },
      ),
    );
  });
});
