import { describe, expect, test } from "vitest";
import type { MetricsSource, Point } from "../../../src/evidence/metrics-source.ts";
import { findStay, type Landing } from "../../../src/evidence/window/find-stay.ts";
import { readMoment } from "../../../src/evidence/window/read-moment.ts";
import { shop } from "../shop.ts";

const now = 1_800_000_000;
const context = shop("1h", ["errors"]);
const problem = { kind: "problem", fault: "unreachable", words: "nothing listens", retryAfter: 60 } as const;

/** A source that knows its time and the stage series. */
function source(points: readonly Point[], time: number | undefined = now): MetricsSource {
  return {
    name: "fake",
    query: () => Promise.resolve(time === undefined ? problem : { kind: "ok", value: { type: "scalar", point: [time, time] } }),
    queryRange: (_, { start, end }) =>
      Promise.resolve({
        kind: "ok",
        value: [{ labels: { stage: "canary" }, points: points.filter(([at]) => at >= start && at <= end) }],
      }),
    alerts: () => Promise.resolve(problem),
    rules: () => Promise.resolve(problem),
    buildInfo: () => Promise.resolve(problem),
  };
}

const hourly: readonly Point[] = Array.from({ length: 121 }, (_, index) => [now - 7200 + index * 60, 5]);
const landing: Landing = { commit: "a".repeat(40), branch: "origin/main", at: now - 5000 };
const asked = (at?: number, landed: Landing | undefined = landing) => ({ at, landed: () => landed });

describe("a stay", () => {
  test("ends at the server's own time, and begins with the stage series", async () => {
    expect(await findStay(source(hourly), context, asked())).toMatchObject({
      kind: "stay",
      since: now - 7200,
      end: now,
      origin: "stage-series",
    });
  });
  test("ends at the moment that was asked for", async () => {
    expect(await findStay(source(hourly), context, asked(now - 600))).toMatchObject({ kind: "stay", end: now - 600 });
  });
  test("is unknown for a moment that has not come", async () => {
    expect(await findStay(source(hourly), context, asked(now + 600))).toMatchObject({ kind: "unknown", reason: "in-future" });
  });
  test("is taken from Git, and says so, where no stage is recorded", async () => {
    const stay = await findStay(source([]), context, asked());
    expect(stay).toMatchObject({ kind: "stay", since: now - 5000, origin: "git" });
    expect(stay.sentence).toContain("aaaaaaaaaaaa on origin/main");
  });
  test("is unknown where neither tells", async () => {
    expect(await findStay(source([]), context, { at: undefined, landed: () => undefined })).toMatchObject({
      kind: "unknown",
      reason: "no-stage",
    });
  });
  test("is unknown at a moment before the stage landed", async () => {
    expect(await findStay(source([]), context, asked(now - 6000))).toMatchObject({ kind: "unknown", reason: "not-applied" });
  });
  test("is unknown where the server does not answer", async () => {
    const down: MetricsSource = { ...source([]), query: () => Promise.resolve(problem) };
    expect(await findStay(down, context, asked())).toMatchObject({ kind: "unknown", reason: "unreachable", end: undefined, problem });
  });
});

describe("a moment", () => {
  const moments: Readonly<Record<string, number>> = {
    "2026-11-20T09:00:00Z": 1_795_165_200,
    "2026-11-20T10:00:00+01:00": 1_795_165_200,
    "2026-11-20": 1_795_132_800,
    "1795165200": 1_795_165_200,
  };
  test.each(Object.entries(moments))("%s is read", (text, time) => {
    expect(readMoment("--at", text)).toBe(time);
  });
  test.each(["", "yesterday", "2026-11-20T09:00:00", "2026-13-20", "12"])("%j is refused, as its zone or day is not told", (text) => {
    expect(() => readMoment("--at", text)).toThrow(/expected a moment/);
  });
});
