import fc from "fast-check";
import { expect, test } from "vitest";
import { toYaml } from "../../src/base/yaml.ts";
import { everyPart } from "../../src/base/promql-syntax/expression.ts";
import { parseExpression } from "../../src/verify/promql/parse-expression.ts";
import { re2Problem } from "../../src/verify/promql/re2-problem.ts";
import { signatures } from "../../src/base/promql-syntax/signature.ts";
import { typeFaults } from "../../src/verify/promql/type-faults.ts";
import { promtool } from "../compile/observability/promtool.ts";
import { part } from "./harness/part.ts";
import { prometheusVersion } from "./harness/prometheus-version.ts";

const { system, breakable } = part();
system("promtool", prometheusVersion("promtool"));

/** Expressions that Prometheus refuses, found by one run over all of them. */
function refused(expressions: readonly string[]): ReadonlySet<string> {
  const rules = expressions.map((expr, index) => ({ record: `r${index}`, expr }));
  const { output } = promtool(["check", "rules", "rules.yaml"], { "rules.yaml": toYaml({ groups: [{ name: "g", rules }] }) });
  return new Set([...output.matchAll(/rule \d+, "r(\d+)"/g)].map(([, index]) => expressions[Number(index)] ?? ""));
}

/** Expressions that we refuse. */
const refusedByUs = breakable(refusedByReader, "the reader refuses nothing", () => (): ReadonlySet<string> => new Set());

function refusedByReader(expressions: readonly string[]): ReadonlySet<string> {
  return new Set(
    expressions.filter((text) => {
      const parsed = parseExpression(text);
      if ("problem" in parsed) return true;
      const patterns = everyPart(parsed.expression).flatMap((part) =>
        part.kind === "selector" ? part.matchers.filter(({ operator }) => operator.includes("~")) : [],
      );
      return typeFaults(parsed.expression).length > 0 || patterns.some(({ value }) => re2Problem(value) !== undefined);
    }),
  );
}

/** Expressions that only one of the two refuses; throws where one refuses all or none, which would show nothing. */
function disputed(expressions: readonly string[]): readonly string[] {
  const [theirs, ours] = [refused(expressions), refusedByUs(expressions)];
  if (theirs.size === 0 || theirs.size === expressions.length) throw new Error("the expressions are all of one kind");
  return expressions.filter((text) => theirs.has(text) !== ours.has(text));
}

/** Functions that the promtool at hand does not know yet. */
const newer = new Set(["histogram_avg", "histogram_stddev", "histogram_stdvar"]);
const functions = [...signatures].flatMap(([name, { experimental }]) => (experimental || newer.has(name) ? [] : [name]));

const expressions = fc.letrec<{ any: string; leaf: string }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom(
      "x",
      "1",
      '"a"',
      "x[5m]",
      'x{a="b"}',
      '{a=""}',
      "{}",
      '{a!=""}',
      '{__name__="x"}',
      'x{__name__="y"}',
      "vector(1)",
      "time()",
      ".5",
      "-x",
      "NaN",
      "x offset 5m",
      "x @ 0",
    ),
  ),
  any: fc.oneof(
    { maxDepth: 3, depthIdentifier: "any" },
    tie("leaf"),
    fc.tuple(fc.constantFrom(...functions), fc.array(tie("any"), { maxLength: 3 })).map(([name, args]) => `${name}(${args.join(", ")})`),
    fc
      .tuple(
        fc.constantFrom("sum", "count", "topk", "quantile", "count_values"),
        fc.constantFrom("", " by (a)", " without (a, b)", " by ()"),
        fc.array(tie("any"), { minLength: 1, maxLength: 2 }),
      )
      .map(([name, by, args]) => `${name}${by} (${args.join(", ")})`),
    fc
      .tuple(
        tie("any"),
        fc.constantFrom("+", "/", "%", "^", ">", "==", "and", "or", "unless", "atan2"),
        fc.constantFrom("", "bool ", "on (a) ", "ignoring () ", "on (a) group_left (b) ", "on (a) group_right (a) ", "bool on (a) "),
        tie("any"),
      )
      .map(([left, operator, by, right]) => `(${left} ${operator} ${by}${right})`),
    fc
      .tuple(tie("any"), fc.constantFrom("[5m]", "[1h:5m]", "[1h:]", " offset 5m", " offset -1h", " @ end()"))
      .map(([of, postfix]) => `${of}${postfix}`),
    tie("any").map((of) => `(${of})`),
    tie("any").map((of) => `-${of}`),
  ),
}));

test("we refuse the expressions that Prometheus refuses, and no others", () => {
  expect(disputed([...new Set(fc.sample(expressions.any, { numRuns: 4000, seed: 7 }))])).toEqual([]);
});

test("every function takes in Prometheus what it takes here", () => {
  const samples = ["1", "x", "x[5m]", '"a"'];
  const calls = functions.flatMap((name) => {
    const { takes = [] } = signatures.get(name) ?? {};
    const whole = takes.map((type) => samples[["scalar", "vector", "range", "string"].indexOf(type)] ?? "");
    return [
      whole,
      whole.slice(0, -1),
      [...whole, "1"],
      ...whole.flatMap((_, index) => samples.map((other) => whole.with(index, other))),
    ].map((args) => `${name}(${args.join(", ")})`);
  });
  expect(disputed([...new Set(calls)])).toEqual([]);
});

test("regular expressions are those of RE2", () => {
  const part = fc.constantFrom(
    "a",
    "b",
    ".",
    "*",
    "+",
    "?",
    "|",
    "(",
    ")",
    "(?:",
    "(?i)",
    "(?P<n>",
    "(?!",
    "[",
    "]",
    "[^",
    "-",
    "[:alpha:]",
    "[[:digit:]]",
    "^",
    "$",
    "\\d",
    "\\pL",
    "\\p{Greek}",
    "\\1",
    "\\Q",
    "\\E",
    "\\.",
    "\\y",
    "\\x41",
    "\\x{10FFFF}",
    "{2}",
    "{2,1}",
    "{1,}",
    "{1001}",
    "{",
    "z-a",
    "\\b",
    "\\z",
    "\\Z",
    "é",
  );
  const patterns = fc.sample(
    fc.array(part, { maxLength: 6 }).map((parts) => parts.join("")),
    { numRuns: 4000, seed: 11 },
  );
  const found = disputed([...new Set(patterns)].map((pattern) => `x{a=~${JSON.stringify(pattern)}}`));
  // Prometheus 3 takes a quotation that nothing ends, Prometheus 2 does not: we refuse what one of them refuses.
  expect(found.filter((one) => one.lastIndexOf("\\Q") <= one.lastIndexOf("\\E"))).toEqual([]);
});
