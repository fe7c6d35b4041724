import fc from "fast-check";
import { expect, test } from "vitest";
import { everyPart } from "../../../src/base/promql-syntax/expression.ts";
import { selected, anyShape } from "../../../src/verify/promql/label-shape.ts";
import { matchingFaults } from "../../../src/verify/promql/matching-faults.ts";
import { parseExpression, type ParsedExpression } from "../../../src/verify/promql/parse-expression.ts";

type Labels = Readonly<Record<string, string>>;

const names = ["a", "b"] as const;
/** Values that matchers name. */
const values = ["", "1", "2", "3"];
/** Every series that there is, with a value for all those that no matcher names. */
const universe: readonly Labels[] = [...values, "other"].flatMap((a) => [...values, "other"].map((b): Labels => ({ a, b })));

interface Matcher {
  readonly label: string;
  readonly text: string;
  readonly meets: (value: string) => boolean;
}

const matcher: fc.Arbitrary<Matcher> = fc
  .record({
    label: fc.constantFrom(...names),
    operator: fc.constantFrom("=", "!=", "=~", "!~"),
    words: fc.subarray(values, { minLength: 1 }),
  })
  .map(({ label, operator, words }) => {
    const regular = operator.includes("~");
    const allowed = regular ? words : words.slice(0, 1);
    const negative = operator.startsWith("!");
    return { label, text: `${label}${operator}"${allowed.join("|")}"`, meets: (value: string) => allowed.includes(value) !== negative };
  });

/** A side of an operation: its text, and the label sets of its samples among all series. */
interface Side {
  readonly text: string;
  readonly samples: readonly Labels[];
}

function side(metric: string): fc.Arbitrary<Side> {
  return fc
    .record({ matchers: fc.array(matcher, { maxLength: 3 }), by: fc.option(fc.subarray([...names]), { nil: undefined }) })
    .map(({ matchers, by }) => {
      const chosen = universe.filter((labels) => matchers.every(({ label, meets }) => meets(labels[label] ?? "")));
      const selector = `${metric}{${matchers.map(({ text }) => text).join(",")}}`;
      if (by === undefined) return { text: selector, samples: chosen };
      return {
        text: `sum by (${by.join()}) (${selector})`,
        samples: chosen.map((labels) => Object.fromEntries(names.map((name) => [name, by.includes(name) ? (labels[name] ?? "") : ""]))),
      };
    });
}

const matching = fc.option(fc.record({ by: fc.constantFrom("on", "ignoring"), labels: fc.subarray([...names]) }), { nil: undefined });

function expressionOf(parsed: ParsedExpression) {
  if ("problem" in parsed) throw new Error(parsed.problem);
  return parsed.expression;
}

test("sides never match exactly when no two samples have the compared labels in common", () => {
  fc.assert(
    fc.property(side("x"), side("y"), matching, fc.constantFrom(">", "/", "and", "unless"), (left, right, by, operator) => {
      fc.pre(left.samples.length > 0 && right.samples.length > 0);
      const compared = by === undefined ? names : names.filter((name) => by.labels.includes(name) === (by.by === "on"));
      const pair = left.samples.some((one) => right.samples.some((other) => compared.every((name) => one[name] === other[name])));
      const text = `${left.text} ${operator} ${by === undefined ? "" : `${by.by} (${by.labels.join()}) `}${right.text}`;
      const faults = matchingFaults(everyPart(expressionOf(parseExpression(text))), () => undefined).filter(
        ({ severity }) => severity === undefined,
      );
      expect([text, faults.length > 0]).toEqual([text, !pair]);
    }),
    { numRuns: 2000 },
  );
});

test("matchers contradict each other exactly when no series meets them", () => {
  fc.assert(
    fc.property(fc.array(matcher, { minLength: 1, maxLength: 4 }), (matchers) => {
      const selector = expressionOf(parseExpression(`x{${matchers.map(({ text }) => text).join(",")}}`));
      const met = universe.some((labels) => matchers.every(({ label, meets }) => meets(labels[label] ?? "")));
      expect(selected(anyShape, selector.kind === "selector" ? selector.matchers : []) !== undefined).toBe(met);
    }),
    { numRuns: 1000 },
  );
});
