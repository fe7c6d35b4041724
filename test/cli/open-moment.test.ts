import { expect, test } from "vitest";
import { openMoment } from "../../src/cli/sandbox/open-moment.ts";
import { readProject } from "../../src/project/read-project.ts";

const project = await readProject(new URL("../../examples/starter", import.meta.url).pathname);

/** The starter takes steps from Monday to Thursday, from 09:00 to 16:00 in Paris. */
test.each([
  ["2026-03-04T09:00:00Z", "2026-03-04T09:00:00.000Z"],
  ["2026-03-04T20:00:00Z", "2026-03-05T08:00:00.000Z"],
  ["2026-03-07T12:00:00Z", "2026-03-09T08:00:00.000Z"],
])("who begins at %s has it be %s there", (now, begins) => {
  expect(new Date(openMoment(project, Date.parse(now) / 1000) * 1000).toISOString()).toBe(begins);
});

test("a project whose ladders are never open begins now", () => {
  expect(openMoment({ ...project, standings: [] }, 7)).toBe(7);
});
