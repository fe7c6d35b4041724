import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everyPart, type Expression } from "../../../src/base/promql-syntax/expression.ts";
import { parseExpression } from "../../../src/verify/promql/parse-expression.ts";

/** An expression in a few words: what is made of what. */
function outline(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return String(expression.value);
    case "string":
      return JSON.stringify(expression.value);
    case "selector": {
      const matchers = expression.matchers.map(({ label, operator, value }) => `${label}${operator}${value}`).join(",");
      return `${expression.metric ?? ""}{${matchers}}${expression.renamed ? "!" : ""}`;
    }
    case "range":
      return `${outline(expression.of)}[${expression.seconds ?? "?"}]`;
    case "subquery":
      return `${outline(expression.of)}[${expression.seconds ?? "?"}:]`;
    case "unary":
      return `-(${outline(expression.of)})`;
    case "shifted":
      return `(${outline(expression.of)} ${expression.by})`;
    case "call":
      return `${expression.name}(${expression.args.map(outline).join(", ")})`;
    case "aggregation":
      return `${expression.operator} ${expression.grouping?.keeps ?? "-"} ${expression.grouping?.labels.join() ?? ""}(${expression.args.map(outline).join(", ")})`;
    case "binary": {
      const { operator, bool, matching, left, right } = expression;
      const by =
        matching === undefined
          ? ""
          : ` ${matching.by}(${matching.labels.join()})${matching.many === undefined ? "" : ` ${matching.many.side}(${matching.many.takes.join()})`}`;
      return `(${outline(left)} ${operator}${bool ? " bool" : ""}${by} ${outline(right)})`;
    }
  }
}

const outlines: Readonly<Record<string, readonly [text: string, outline: string]>> = {
  "a name": ["up", "up{}"],
  "matchers, quoted in every way": [`x{a="1",b!='2',c=~\`\\d\`,"d e"!~"4"}`, "x{a=1,b!=2,c=~\\d,d e!~4}"],
  "a name among the matchers": ['{__name__="x",a="1"}', "x{a=1}"],
  "a quoted name": ['{"x.y", a="1"}', "x.y{a=1}"],
  "two names": ['x{__name__="y"}', "x{}!"],
  escapes: ['x{a="\\"\\\\\\n\\x41\\u00e9\\101"}', 'x{a="\\\nAéA}'],
  "numbers of all kinds": ["1 + .5 + 0x1F + 1e3 + Inf + 5m", "(((((1 + 0.5) + 31) + 1000) + Infinity) + 300)"],
  "ranges and subqueries": ["max_over_time(rate(x[1m30s])[1h:5m])", "max_over_time(rate(x{}[90])[3600:])"],
  "modifiers on both sides of a range": ["rate(x[5m] offset 1h @ end())", "rate(((x{}[300] offset 1h) @ end()))"],
  "aggregations, their labels before or behind": [
    "sum by (a, b) (x) - sum without () (y) - count(z) by (c)",
    "((sum by a,b(x{}) - sum without (y{})) - count by c(z{}))",
  ],
  matching: ["a * on (b, c) group_left (d) e > bool ignoring (f) g", "((a{} * on(b,c) left(d) e{}) > bool ignoring(f) g{})"],
  "parentheses are gone": ["((a)) / ((b + c))", "(a{} / (b{} + c{}))"],
  "an offset belongs to what stands before it": ["a unless b offset 5m", "(a{} unless (b{} offset 5m))"],
  "a range behind a sign": ["-x[5m]", "-(x{}[300])"],
  "all of them behind an operation": ["a + -b[5m] offset 1h", "(a{} + -((b{}[300] offset 1h)))"],
  "a subquery of what is in parentheses": ["(a + b)[1h:]", "(a{} + b{})[3600:]"],
  "variables of Grafana": ['rate(x{job="$job"}[$__rate_interval]) > $limit', "(rate(x{job=$job}[?]) > NaN)"],
  "a variable with a format": ["x[${range:text}] offset $__interval", "(x{}[?] offset $__interval)"],
  "a comment": ["up # is it?\n == 0", "(up{} == 0)"],
};

describe("reads", () => {
  test.each(Object.entries(outlines))("%s", (_, [text, expected]) => {
    const parsed = parseExpression(text);
    expect("problem" in parsed ? parsed.problem : outline(parsed.expression)).toBe(expected);
  });
});

const problems: Readonly<Record<string, readonly [text: string, problem: string]>> = {
  nothing: ["", "it is empty"],
  "a comment alone": ["# nothing", "it ends too early"],
  "an end too early": ["sum(rate(x[5m])", "it ends too early"],
  "something in between": ["a b", 'unexpected "b" at character 3'],
  "an unknown function": ["nofunction(x)", "there is no function nofunction()"],
  "an unknown aggregation": ["median by (x) (y)", 'unexpected "by (x) (y)" at character 8'],
  "text that is not closed": ['x{a="b', "it ends too early"],
  "a template": ["{{ $value }}", 'unexpected "{ $value }}" at character 2'],
  "an offset of what is in parentheses": ["(a + b) offset 5m", '"offset 5m" cannot follow parentheses at character 8'],
  "an unknown unit": ["x[5q]", 'unexpected "q]" at character 4'],
};

describe("refuses", () => {
  test.each(Object.entries(problems))("%s", (_, [text, problem]) => {
    expect(parseExpression(text)).toEqual({ problem });
  });
});

test("any text has an answer, and what was read lies within it", () => {
  const part = fc.constantFrom(
    "x",
    "sum",
    "by",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "5m",
    "1",
    "+",
    "-",
    "a=",
    '"b"',
    ",",
    " ",
    "offset",
    "@",
    "on",
    "or",
    "$",
    "${",
    "`",
    "\\",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(part, { maxLength: 40 }).map((parts) => parts.join("")),
      ),
      (text) => {
        const parsed = parseExpression(text);
        if ("problem" in parsed) return parsed.problem !== "";
        return everyPart(parsed.expression).every(({ from, to }) => from >= 0 && from < to && to <= text.length);
      },
    ),
    { numRuns: 2000 },
  );
});

test("text that is made to be hard has an answer", () => {
  const times = 16_000;
  for (const text of ["(", "sum(", "x{", "x[", "-", "$", "a or ", "{} ", "by (", '"', "abs(".repeat(2)]) {
    const parsed = parseExpression(text.repeat(times / text.length));
    expect(parsed).toHaveProperty("problem");
  }
  const matchers = parseExpression(`x{${'a="b",'.repeat(2_000)}}`);
  expect(
    "problem" in matchers ? [] : everyPart(matchers.expression).map((part) => part.kind === "selector" && part.matchers.length),
  ).toEqual([2_000]);
});
