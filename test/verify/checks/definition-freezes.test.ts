import { expect, test } from "vitest";
import { definitionFreezes } from "../../../src/verify/checks/definition-freezes.ts";
import { definition, subjectOf } from "../definitions.ts";

const calendar = { timeZone: "Europe/Paris", workingHours: { days: ["mon"], from: "09:00", to: "17:00" } };
const step = { environment: "production", from: null, to: "before", at: "2026-11-16T09:00:00Z", operator: "j.martin", evidence: [] };
const place = (index: number) => ({ file: "environments/production.ts", path: ["calendar", "freezes", index] });

function freeze(name: string, from: string, to: string): object {
  return { name, from, to, reason: "Nobody is there", owner: "Director" };
}

const cases: Readonly<Record<string, readonly [freezes: readonly object[], reports: readonly object[]]>> = {
  "one after the other, one over not long ago": [
    [freeze("summer", "2026-08-01", "2026-08-15"), freeze("year-end", "2026-12-19", "2027-01-04")],
    [],
  ],
  "the wrong way round": [
    [freeze("year-end", "2027-01-04", "2026-12-19")],
    [
      {
        severity: "error",
        message: 'Freeze "year-end" ends (2026-12-19) before it begins (2027-01-04)',
        hint: "correct from or to",
        ...place(0),
      },
    ],
  ],
  "one within another, and the same twice": [
    [
      freeze("year-end", "2026-12-19", "2027-01-04"),
      freeze("eve", "2026-12-24", "2026-12-24"),
      freeze("again", "2026-12-19", "2027-01-04"),
    ],
    [
      {
        message: 'Freeze "eve" (2026-12-24 to 2026-12-24) lies within freeze "year-end" (2026-12-19 to 2027-01-04)',
        hint: "remove one of them",
        ...place(1),
      },
      {
        message: 'Freeze "again" (2026-12-19 to 2027-01-04) lies within freeze "year-end" (2026-12-19 to 2027-01-04)',
        hint: "remove one of them",
        ...place(2),
      },
    ],
  ],
  "left over": [
    [freeze("year-end", "2024-12-19", "2025-01-04")],
    [
      {
        message: 'Freeze "year-end" ended on 2025-01-04, more than a year before the latest step in "production" (2026-11-16)',
        hint: "remove it",
        ...place(0),
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [freezes, reports]) => {
  const subject = subjectOf(definition({}, { calendar: { ...calendar, freezes } }));
  const standings = subject.project.standings.map((standing) => ({ ...standing, ledger: [step] }));
  expect([...definitionFreezes.check({ ...subject, project: { ...subject.project, standings } })]).toEqual(reports);
});
