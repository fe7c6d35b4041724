import { describe, expect, test } from "vitest";
import { closedByPerson, isSuperseded, supersededBody } from "../../../src/step/apply/closing.ts";
import type { Pull } from "../../../src/forge/forge.ts";
import { aPull } from "./a-pull.ts";

const since = "2026-03-05T09:00:00Z";
const before = "2026-03-05T08:59:59Z";
const closed = aPull({ number: 1, state: "closed" });
const merged = aPull({ number: 2, state: "merged" });
const superseded = aPull({ number: 3, state: "closed", body: supersededBody("Words", "Another took its place.") });

describe("the pull request of this step that a person has closed", () => {
  const table: Readonly<Record<string, readonly [earlier: readonly Pull[], since: string | undefined, number: number | undefined]>> = {
    "there was none": [[], since, undefined],
    "it was closed": [[closed], since, 1],
    "it was opened in the very second of the last step": [[aPull({ state: "closed", createdAt: since })], since, 1],
    "it was closed at an earlier stay": [[{ ...closed, createdAt: before }], since, undefined],
    "nothing was recorded yet, so every one counts": [[{ ...closed, createdAt: before }], undefined, 1],
    "it was merged": [[merged], since, undefined],
    "we closed it": [[superseded], since, undefined],
    "the newest counts, and it is open": [[aPull({ number: 4 }), closed], since, undefined],
    "the newest counts, and we closed it": [[superseded, closed], since, undefined],
    "the newest counts, and a person closed it": [[closed, superseded], since, 1],
  };

  test.each(Object.entries(table))("%s", (_, [earlier, last, number]) => {
    expect(closedByPerson(earlier, last)?.number).toBe(number);
  });
});

test("the pointer to what took its place is put on top, once, and the rest is kept", () => {
  const body = supersededBody("Words of theirs", "Another took its place.");
  expect(body).toMatch(/^<!-- rampart:superseded -->\n\*\*Closed:\*\* Another took its place\.\n\nWords of theirs$/);
  expect(supersededBody(body, "A third took its place.")).toBe(body);
  expect([isSuperseded(aPull({ body })), isSuperseded(aPull({ body: "Words of theirs" }))]).toEqual([true, false]);
});
