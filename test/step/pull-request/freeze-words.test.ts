import { expect, test } from "vitest";
import type { Stop } from "../../../src/model/stop.ts";
import { freezeWords } from "../../../src/step/pull-request/freeze-words.ts";
import { aStep } from "./a-step.ts";

const freeze = (name: string, from: string, to: string) => ({ name, from, to, reason: "few are there", owner: "Ada" });
const calendar = (...freezes: readonly object[]) => ({
  calendar: { timeZone: "Europe/Paris", workingHours: { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00" }, freezes },
});
const winter = freeze("winter", "2026-12-19", "2027-01-04");
const week = freeze("week", "2027-01-05", "2027-01-06");

const cases: Readonly<Record<string, readonly [freezes: readonly object[], at: string, words: string]>> = {
  "nothing is planned": [[], "2026-11-20T09:00:00Z", "open at 2026-11-20 09:00 UTC; no freeze is planned."],
  "a freeze is ahead": [
    [week, winter],
    "2026-11-20T09:00:00Z",
    "open at 2026-11-20 09:00 UTC; the next freeze is from 2026-12-19 to 2027-01-04: winter, few are there (Ada).",
  ],
  "it is over, by the clocks of the place": [[winter], "2027-01-04T23:30:00Z", "open at 2027-01-04 23:30 UTC; no freeze is planned."],
  "it holds, by the clocks of the place": [
    [winter],
    "2026-12-18T23:30:00Z",
    "**closed** by freeze winter, few are there (Ada); opens at 2027-01-04 23:00 UTC.",
  ],
  "one follows the other": [
    [winter, week],
    "2026-12-24T12:00:00Z",
    "**closed** by freeze winter, few are there (Ada); opens at 2027-01-06 23:00 UTC.",
  ],
};

test.each(Object.entries(cases))("%s", (_, [freezes, at, words]) => {
  const { proposal } = aStep({ environment: calendar(...freezes) });
  expect(freezeWords(proposal, Date.parse(at) / 1000).toString()).toBe(words);
});

test("a ladder of working hours says them", () => {
  const { before, stops } = aStep({ environment: calendar() }).proposal;
  const ladder = { ...before.ladder, window: "working-hours" as const };
  expect(freezeWords({ before: { ...before, ladder }, stops }, Date.parse("2026-11-21T09:00:00Z") / 1000).toString()).toBe(
    "**closed** by the working hours; opens at 2026-11-23 08:00 UTC. Steps are taken mon, tue, wed, thu, fri 09:00–17:00 (Europe/Paris) only.",
  );
});

const stop = (environments: Stop["environments"], expires: string): Stop => ({
  environments,
  reason: "Payments are *down*",
  owner: "On-call lead",
  expires,
});
const stopped: Readonly<Record<string, readonly [stops: readonly Stop[], words: string]>> = {
  "the line is stopped": [
    [stop("all", "2026-11-20T18:00:00Z")],
    "**closed** by a stop of the line: Payments are \\*down\\* (On-call lead); opens at 2026-11-20 18:00 UTC.",
  ],
  "the line is stopped into a freeze": [
    [stop(["production"], "2026-12-24T12:00:00Z")],
    "**closed** by a stop of the line: Payments are \\*down\\* (On-call lead); opens at 2027-01-04 23:00 UTC.",
  ],
  "another environment is stopped, and this one was": [
    [stop(["staging"], "2026-11-21T18:00:00Z"), stop("all", "2026-11-20T08:00:00Z")],
    "open at 2026-11-20 09:00 UTC; the next freeze is from 2026-12-19 to 2027-01-04: winter, few are there (Ada).",
  ],
};

test.each(Object.entries(stopped))("%s", (_, [stops, words]) => {
  const { proposal } = aStep({ environment: calendar(winter), stops });
  expect(freezeWords(proposal, Date.parse("2026-11-20T09:00:00Z") / 1000).toString()).toBe(words);
});
