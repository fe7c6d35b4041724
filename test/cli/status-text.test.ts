import { expect, test } from "vitest";
import { paint } from "../../src/base/paint.ts";
import { statusText } from "../../src/cli/status-text.ts";
import type { Status } from "../../src/step/status-of.ts";

const now = Date.parse("2026-11-20T12:00:00Z") / 1000;
const hour = 3600;
const day = 24 * hour;

const status: Status = {
  rollout: "checkout",
  environment: "production",
  stage: "canary-5",
  position: [2, 4],
  candidatePercent: "5",
  since: undefined,
  due: undefined,
  health: "none",
  decision: { kind: "done", sentence: "It stands on its last stage." },
  pull: undefined,
};

const moment = (ago: number): string => new Date((now - ago) * 1000).toISOString();

const cases: Readonly<Record<string, readonly [parts: Partial<Status>, since: string, due: string]>> = {
  "nobody knows since when, and nothing is due": [{}, "–", "–"],
  "a few minutes, and due already": [{ since: moment(200), due: now - 5 }, "3m", "now"],
  "hours and minutes, and due within a minute": [{ since: moment(2 * hour + 10 * 60 + 20), due: now + 10 }, "2h10m", "in 1m"],
  "days and hours": [{ since: moment(2 * day + 6 * hour + 60), due: now + day + 20 * 60 }, "2d6h", "in 1d"],
  "weeks, days and hours": [{ since: moment(32 * day + 3 * hour + 21 * 60), due: now + 8 * day }, "4w4d3h", "in 1w1d"],
};

test.each(Object.entries(cases))("%s", (_, [parts, since, due]) => {
  const [, line = ""] = statusText([{ ...status, ...parts }], now, paint(false)).split("\n");
  expect(line.split(/ {2,}/)).toEqual(["checkout", "production", "canary-5 (2/4)", "5 %", since, due, "none", "–", "–"]);
});
