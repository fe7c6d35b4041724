import { describe, expect, test } from "vitest";
import { assertionFault, holdsUntil } from "../../../src/evidence/probe/assertion-fault.ts";
import { Assertion } from "../../../src/model/probe.ts";

const now = Date.parse("2025-10-15T12:00:00Z") / 1000;
const fault = (path: string, expectation: unknown, json: unknown) =>
  assertionFault(Assertion.parse({ path, expect: expectation }), json, now);

describe("assertionFault()", () => {
  test.each(
    Object.entries({
      "a value that equals": ["a", { equals: 48 }, { a: 48 }],
      "a value below lists and objects": ["a.b[1].c-d", { equals: "x" }, { a: { b: [0, { "c-d": "x" }] } }],
      "what is not there, as null": ["a.b.c", { equals: null }, {}],
      "one of several": ["a", { oneOf: ["x", null] }, {}],
      "a list that has all": ["a", { includes: ["x", "y"] }, { a: ["y", "z", "x"] }],
      "a value that is there, even false": ["a", { exists: true }, { a: false }],
      "an empty list": ["a", { empty: true }, { a: [] }],
      "an empty object": ["a", { empty: true }, { a: {} }],
      "a count of nothing": ["a", { empty: true }, { a: 0 }],
      "a number at the bound": ["a", { atLeast: 2 }, { a: 2 }],
      "a number beyond the bound": ["a", { greaterThan: 2 }, { a: 2.1 }],
      "a time within": ["a", { within: "48h" }, { a: "2025-10-13T12:00:00Z" }],
      "a time within, with fractions": ["a", { within: "48h" }, { a: "2025-10-13T12:00:00.999Z" }],
      "a clock that is a little ahead": ["a", { within: "48h" }, { a: "2025-10-15T12:05:00Z" }],
      "a UTC time": ["a", { format: "iso-8601" }, { a: "2025-10-15T12:00:00.5Z" }],
    } satisfies Record<string, readonly [string, unknown, unknown]>),
  )("is met by %s", (_, [path, expectation, json]) => {
    expect(fault(path, expectation, json)).toBeUndefined();
  });

  test.each(
    Object.entries({
      "another value": ["a", { equals: 48 }, { a: 24 }, "a is 24, expected 48"],
      "a text instead of a number": ["a", { equals: 48 }, { a: "48" }, 'a is "48", expected 48'],
      "nothing where something is expected": ["a.b", { exists: true }, { a: {} }, "a.b is not there, expected a value"],
      "a step into a text": ["a.b", { exists: true }, { a: "x" }, "a.b cannot be followed: a is no object"],
      "an index into an object": ["a[0]", { exists: true }, { a: {} }, "a[0] cannot be followed: a is no list"],
      "a name in a list": ["a", { exists: true }, [1], "a cannot be followed: the whole is no object"],
      "what objects inherit": ["constructor", { exists: true }, {}, "constructor is not there, expected a value"],
      "none of several": ["a", { oneOf: ["x", "y"] }, { a: "z" }, 'a is "z", expected one of "x", "y"'],
      "a list that lacks one": ["a", { includes: ["x", "y"] }, { a: ["x"] }, 'a is ["x"], expected a list with "x", "y"'],
      "a text that only has the letters": ["a", { includes: ["x"] }, { a: "xyz" }, 'a is "xyz", expected a list with "x"'],
      "failures where there should be none": ["a", { empty: true }, { a: ["late"] }, 'a is ["late"], expected it to be empty'],
      "nothing where an empty list is expected": ["a", { empty: true }, {}, "a is not there, expected it to be empty"],
      "a number below the bound": ["a", { atLeast: 2 }, { a: 1.9 }, "a is 1.9, expected at least 2"],
      "a number at an open bound": ["a", { greaterThan: 2 }, { a: 2 }, "a is 2, expected more than 2"],
      "a number written as text": ["a", { atLeast: 2 }, { a: "3" }, 'a is "3", expected at least 2'],
      "a time too long ago": [
        "a",
        { within: "48h" },
        { a: "2025-10-13T11:59:59Z" },
        "a is 2025-10-13T11:59:59Z, 2d1s old, expected at most 48h",
      ],
      "a time that has not come": [
        "a",
        { within: "48h" },
        { a: "2025-10-15T12:05:01Z" },
        "a is 2025-10-15T12:05:01Z, 5m1s ahead of now, expected a time that has come, at most 48h old",
      ],
      "a time with an offset": ["a", { within: "48h" }, { a: "2025-10-15T12:00:00+00:00" }, /expected a UTC time at most 48h old$/],
      "a day that no calendar has": ["a", { within: "48h" }, { a: "2025-13-45T12:00:00Z" }, /expected a UTC time/],
      "a time as a number": ["a", { within: "48h" }, { a: now }, /expected a UTC time/],
      "a day instead of a time": ["a", { format: "iso-8601" }, { a: "2025-10-15" }, /expected a UTC time such as/],
      "a second line": ["a", { format: "iso-8601" }, { a: "2025-10-15T12:00:00Z\nx" }, /expected a UTC time such as/],
    } satisfies Record<string, readonly [string, unknown, unknown, string | RegExp]>),
  )("is not met by %s", (_, [path, expectation, json, line]) => {
    expect(fault(path, expectation, json)).toMatch(
      typeof line === "string" ? new RegExp(`^${line.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`) : line,
    );
  });

  test("shows what is too deep to print by its kind", () => {
    const deep: unknown = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
    expect(fault("a", { equals: 1 }, { a: deep })).toBe("a is a deeply nested list, expected 1");
  });
});

test("holdsUntil() tells when an age runs out", () => {
  const assertion = Assertion.parse({ path: "a", expect: { within: "48h" } });
  expect(holdsUntil(assertion, { a: "2025-10-13T12:00:00Z" })).toBe(now);
  expect(holdsUntil(assertion, { a: "yesterday" })).toBeUndefined();
  expect(holdsUntil(Assertion.parse({ path: "a", expect: { exists: true } }), { a: 1 })).toBeUndefined();
});
