import { describe, expect, test } from "vitest";
import { parseExpression } from "../../../src/verify/promql/parse-expression.ts";
import { aggregations, signatures, type Signature, type ValueType } from "../../../src/base/promql-syntax/signature.ts";
import { typeFaults } from "../../../src/verify/promql/type-faults.ts";

const samples: Readonly<Record<ValueType, string>> = { scalar: "1", vector: "up", range: "up[5m]", string: '"a"' };

function faults(text: string): readonly string[] {
  const parsed = parseExpression(text);
  return "problem" in parsed ? [parsed.problem] : typeFaults(parsed.expression).map(({ message }) => message);
}

function call(name: string, types: readonly ValueType[]): string {
  return `${name}(${types.map((type) => samples[type]).join(", ")})`;
}

/** Functions of the grammar that stand for a moment or a step, and only within a range or an offset. */
const notCalled = new Set(["start", "end", "range", "step"]);

describe.each([...signatures].filter(([name]) => !notCalled.has(name)))("%s()", (name, { takes, optional, repeats, gives }: Signature) => {
  test("takes what it takes", () => expect(faults(call(name, takes))).toEqual([]));

  test("does without what may be left out", () => expect(faults(call(name, takes.slice(0, takes.length - optional)))).toEqual([]));

  test("refuses one argument too many, unless the last may be repeated", () => {
    const more = call(name, [...takes, takes.at(-1) ?? "scalar"]);
    expect(faults(more).map((message) => /takes .* arguments?, got/.test(message))).toEqual(repeats ? [] : [true]);
  });

  test.each(takes.map((type, index) => [index + 1, type] as const))("refuses argument %i of any type but %s", (position, type) => {
    const others = (["scalar", "vector", "range", "string"] as const).filter((other) => other !== type);
    expect(others.map((other) => faults(call(name, takes.with(position - 1, other))).length)).toEqual([1, 1, 1]);
  });

  test("gives what it gives", () => expect(faults(`abs(${call(name, takes)})`)).toHaveLength(gives === "vector" ? 0 : 1));
});

test.each([...aggregations])("%s aggregates series, after a %s", (operator, parameter) => {
  const before = parameter === undefined ? "" : `${samples[parameter]}, `;
  expect(faults(`${operator}(${before}up)`)).toEqual([]);
  expect(faults(`${operator}(${before}up[5m])`)).toHaveLength(1);
});
