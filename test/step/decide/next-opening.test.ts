import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Calendar } from "../../../src/model/environment.ts";
import { closedBy, type Hours } from "../../../src/step/decide/closed-by.ts";
import { nextOpening } from "../../../src/step/decide/next-opening.ts";

type Part = Partial<Calendar["workingHours"]> & {
  readonly zone?: string;
  readonly window?: Hours["window"];
  readonly freezes?: readonly (readonly [from: string, to: string])[];
  /** When stops expire. */
  readonly stops?: readonly string[];
};

function hours({ zone = "Europe/Paris", window = "working-hours", freezes = [], stops = [], ...working }: Part): Hours {
  const said = { reason: "Because", owner: "J. Martin" };
  return {
    calendar: {
      timeZone: zone,
      workingHours: { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "17:00", ...working },
      freezes: freezes.map(([from, to]) => ({ name: "freeze", from, to, ...said })),
    },
    stops: stops.map((expires) => ({ environments: "all", expires, ...said })),
    window,
  };
}

function opening(part: Part, now: string): string | undefined {
  const at = nextOpening(hours(part), Date.parse(now) / 1000);
  return at === undefined ? undefined : new Date(at * 1000).toISOString();
}

const every = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const cases: Readonly<Record<string, readonly [part: Part, now: string, opens: string]>> = {
  "what is open is open now": [{}, "2026-11-17T11:00:00.250Z", "2026-11-17T11:00:00.250Z"],
  "in the evening it opens next morning": [{}, "2026-11-17T16:00:00Z", "2026-11-18T08:00:00.000Z"],
  "in the morning it opens the same day": [{}, "2026-11-17T07:59:59Z", "2026-11-17T08:00:00.000Z"],
  "on Friday evening it opens on Monday": [{}, "2026-11-20T16:00:00Z", "2026-11-23T08:00:00.000Z"],
  "over the end of summer time, the clocks count": [{}, "2026-10-23T15:00:00Z", "2026-10-26T08:00:00.000Z"],
  "over the beginning of summer time, the clocks count": [{}, "2026-03-27T16:00:00Z", "2026-03-30T07:00:00.000Z"],
  "in New York the clocks are changed on other days": [{ zone: "America/New_York" }, "2026-10-30T21:00:00Z", "2026-11-02T14:00:00.000Z"],
  "in New York summer time begins earlier": [{ zone: "America/New_York" }, "2026-03-06T22:00:00Z", "2026-03-09T13:00:00.000Z"],
  "Kolkata is half an hour off, all year": [{ zone: "Asia/Kolkata" }, "2026-03-27T12:00:00Z", "2026-03-30T03:30:00.000Z"],
  "an hour that is left out opens when it is over": [
    { days: [...every], from: "02:30", to: "04:00" },
    "2026-03-28T12:00:00Z",
    "2026-03-29T01:00:00.000Z",
  ],
  "an hour that comes twice opens the first time": [
    { days: [...every], from: "02:30", to: "02:45" },
    "2026-10-24T12:00:00Z",
    "2026-10-25T00:30:00.000Z",
  ],
  "and the second time": [{ days: [...every], from: "02:30", to: "02:45" }, "2026-10-25T00:45:00Z", "2026-10-25T01:30:00.000Z"],
  "a day that begins at one o'clock": [
    { zone: "America/Santiago", window: "any-time", freezes: [["2026-09-01", "2026-09-05"]] },
    "2026-09-02T12:00:00Z",
    "2026-09-06T04:00:00.000Z",
  ],
  "a freeze ends with its last day, where the environment is": [
    { window: "any-time", freezes: [["2026-12-19", "2027-01-04"]] },
    "2026-12-24T12:00:00Z",
    "2027-01-04T23:00:00.000Z",
  ],
  "after a freeze it opens in working hours": [
    { freezes: [["2026-12-19", "2027-01-01"]] },
    "2026-12-18T16:00:00Z",
    "2027-01-04T08:00:00.000Z",
  ],
  "freezes that follow each other are one": [
    {
      window: "any-time",
      freezes: [
        ["2026-12-24", "2026-12-26"],
        ["2026-12-19", "2026-12-24"],
        ["2026-12-27", "2026-12-27"],
      ],
    },
    "2026-12-20T12:00:00Z",
    "2026-12-27T23:00:00.000Z",
  ],
  "a stop ends to the second": [
    { window: "any-time", stops: ["2026-11-17T12:34:56Z"] },
    "2026-11-17T11:00:00Z",
    "2026-11-17T12:34:56.000Z",
  ],
  "of stops the last counts": [
    { window: "any-time", stops: ["2026-11-17T12:00:00Z", "2026-11-19T12:00:00Z", "2026-11-18T12:00:00Z"] },
    "2026-11-17T11:00:00Z",
    "2026-11-19T12:00:00.000Z",
  ],
  "a stop that ends at night opens in the morning": [
    { stops: ["2026-11-17T22:00:00Z"] },
    "2026-11-17T11:00:00Z",
    "2026-11-18T08:00:00.000Z",
  ],
  "a stop that ends in a freeze opens after it": [
    { stops: ["2026-12-20T12:00:00Z"], freezes: [["2026-12-19", "2026-12-21"]] },
    "2026-12-18T11:00:00Z",
    "2026-12-22T08:00:00.000Z",
  ],
  "a freeze of years ends": [
    { window: "any-time", freezes: [["2026-01-01", "2199-12-31"]] },
    "2026-12-24T12:00:00Z",
    "2199-12-31T23:00:00.000Z",
  ],
};

test.each(Object.entries(cases))("%s", (_, [part, now, opens]) => {
  expect(opening(part, now)).toBe(opens);
});

test("hours that end before they begin never open", () => {
  expect(opening({ from: "17:00", to: "09:00" }, "2026-11-17T11:00:00Z")).toBeUndefined();
});

describe("whatever the calendar", () => {
  const minute = fc.integer({ min: 0, max: 24 * 60 - 2 });
  const clock = (minutes: number): string =>
    `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  const start = Date.parse("2026-01-01T00:00:00Z") / 1000;
  // About the days on which clocks are changed, and any other.
  const moment = fc.oneof(
    fc.integer({ min: start, max: start + 365 * 86_400 }),
    fc
      .constantFrom("2026-03-08", "2026-03-29", "2026-10-25", "2026-11-01", "2026-09-06", "2026-04-05")
      .chain((date) => fc.integer({ min: -50, max: 30 }).map((hour) => Date.parse(`${date}T00:00:00Z`) / 1000 + hour * 3600 + 61)),
  );
  const near = (time: number, daysAhead: number): string => new Date((time + daysAhead * 86_400) * 1000).toISOString();
  const given = fc
    .record({
      now: moment,
      zone: fc.constantFrom("Europe/Paris", "America/New_York", "Asia/Kolkata", "America/Santiago", "Australia/Lord_Howe", "UTC"),
      window: fc.constantFrom("working-hours", "any-time"),
      days: fc.uniqueArray(fc.constantFrom(...every), { minLength: 1 }),
      from: minute,
      length: fc.integer({ min: 1, max: 600 }),
      freezes: fc.array(fc.tuple(fc.integer({ min: -3, max: 6 }), fc.integer({ min: 0, max: 4 })), { maxLength: 2 }),
      stops: fc.array(fc.integer({ min: -100_000, max: 400_000 }), { maxLength: 2 }),
    })
    .map(({ now, zone, window, days, from, length, freezes, stops }) => ({
      now,
      hours: hours({
        zone,
        window,
        days,
        from: clock(from),
        to: clock(Math.min(from + length, 24 * 60 - 1)),
        freezes: freezes.map(([first, more]) => [near(now, first).slice(0, 10), near(now, first + more).slice(0, 10)]),
        stops: stops.map((after) => new Date((now + after) * 1000).toISOString()),
      }),
    }));

  test("the answer is open, and nothing before it is", () => {
    fc.assert(
      fc.property(
        given,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 20 }),
        ({ now, hours }, parts) => {
          const at = nextOpening(hours, now);
          if (at === undefined) throw new Error("it never opens");
          expect(closedBy(hours, at)).toBeUndefined();
          const before = [...parts.map((part) => now + Math.floor(part * (at - now))), at - 1, at - 60, at - 3600].filter(
            (time) => time >= now && time < at,
          );
          for (const time of before) expect(closedBy(hours, time), new Date(time * 1000).toISOString()).toBeDefined();
        },
      ),
      { numRuns: 400 },
    );
  });
});
