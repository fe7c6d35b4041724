import { describe, expect, test } from "vitest";
import { EvaluationFault } from "../../../../src/verify/policy/cel/fault.ts";
import { evaluateText } from "./evaluate-text.ts";

/** What expressions give for values of types that nobody expects, as an API server was seen to answer. */
const values: Readonly<Record<string, readonly [text: string, variables: Readonly<Record<string, unknown>>, value: unknown]>> = {
  "a text has no field": ["has(a.x)", { a: "text" }, false],
  "a number has no field": ["has(a.x.y)", { a: { x: 5 } }, false],
  "null has no field": ["a.?x.?y.orValue('none')", { a: { x: null } }, "none"],
  "an element of a text is absent": ["a[?0].hasValue()", { a: "text" }, false],
  "the least of a list passes over what has no order with it": ["l.min()", { l: [6, "x"] }, 6n],
  "the greatest of a list passes over what has no order with it": ["l.max()", { l: [true, 9, "x"] }, true],
  "a URL with a scheme and no slash is not decoded": ["isURL(s)", { s: "fe80::1%eth0" }, true],
  "a quantity is not null": ["quantity('1') == a", { a: null }, false],
};

/** What is said when there is no value. */
const faults: Readonly<Record<string, readonly [text: string, variables: Readonly<Record<string, unknown>>, says: string]>> = {
  "a field of a text": ["a.x", { a: "text" }, "no such key: x"],
  "a field of a list": ["a.x", { a: [1] }, "unsupported index type 'string' in list"],
  "a field of a list, if it is there": ["has(a.x)", { a: [1] }, "unsupported index type 'string' in list"],
  "an element between two": ["a[b]", { a: [1], b: 0.5 }, "unsupported index value 0.5 in list"],
  "the size of a number": ["size(a)", { a: 1 }, "no such overload: size"],
  "order with null": ["a > 1", { a: null }, "no such overload: _>_"],
  "order of a number and a text": ["a > b", { a: 1, b: "x" }, "no such overload"],
  "a sum of a number and a text": ["a + b", { a: 1, b: "x" }, "no such overload"],
  "a sum of maps": ["a + b", { a: {}, b: {} }, "no such overload: _+_"],
  "a pattern that is written, for a list": ["a.matches('^x$')", { a: ["x"] }, "no such overload"],
  "a pattern that is computed, for a list": ["a.matches(b)", { a: ["x"], b: "x" }, "no such overload: matches"],
  "the start of a number": ["a.startsWith('x')", { a: 1 }, "no such overload"],
  "a quantity and a text": ["quantity('1') == a", { a: "1" }, "no such overload"],
  "the least of a list with null": ["l.min()", { l: [6, null] }, "no such overload"],
};

describe("As an API server answers", () => {
  test.each(Object.entries(values))("%s", (_, [text, variables, value]) => {
    expect(evaluateText(text, variables)).toEqual(value);
  });

  test.each(Object.entries(faults))("%s", (_, [text, variables, says]) => {
    expect(() => evaluateText(text, variables)).toThrow(new EvaluationFault(says));
  });
});
