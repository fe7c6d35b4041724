import { describe, expect, test } from "vitest";
import { wallClock } from "../../src/base/wall-clock.ts";

/** What clocks in a zone show, as a UTC time. */
const shown = (zone: string, time: string): string => new Date(wallClock(zone, Date.parse(time) / 1000) * 1000).toISOString();

describe("the clocks of a time zone", () => {
  const cases: Readonly<Record<string, readonly [zone: string, time: string, wanted: string]>> = {
    "are ahead in winter": ["Europe/Paris", "2026-01-15T12:00:00.250Z", "2026-01-15T13:00:00.250Z"],
    "are further ahead in summer": ["Europe/Paris", "2026-07-15T12:00:00Z", "2026-07-15T14:00:00.000Z"],
    "go back where summer ends": ["Europe/Paris", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00.000Z"],
    "may be off by minutes": ["Asia/Kolkata", "2026-01-15T23:00:00Z", "2026-01-16T04:30:00.000Z"],
    "show the first century as it is": ["UTC", "0050-03-01T00:00:00Z", "0050-03-01T00:00:00.000Z"],
  };
  test.each(Object.entries(cases))("%s", (_, [zone, time, wanted]) => {
    expect(shown(zone, time)).toBe(wanted);
  });

  test("are unknown in a zone that is not there", () => {
    expect(() => wallClock("Europe/Atlantis", 0)).toThrow(RangeError);
  });
});
