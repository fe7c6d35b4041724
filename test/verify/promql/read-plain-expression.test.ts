import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPlainExpression } from "../../../src/base/promql-syntax/read-plain-expression.ts";
import { signatures } from "../../../src/base/promql-syntax/signature.ts";
import { parseYaml } from "../../../src/base/yaml.ts";
import { renderedOf } from "../../../src/compile/closure/rendered.ts";
import { parseAnyExpression } from "../../../src/verify/promql/parse-expression.ts";

const dist = fileURLToPath(new URL("../../../dist", import.meta.url));
const folders = readdirSync(dist, { recursive: true, encoding: "utf8" }).flatMap((path) =>
  path.endsWith("/rules.yaml") ? [join(dist, path, "..")] : [],
);
const rendered = [...new Set(folders.flatMap(expressionsOf))];

function expressionsOf(folder: string): readonly string[] {
  const rules = parseYaml(readFileSync(join(folder, "rules.yaml"), "utf8"));
  const dashboard: unknown = JSON.parse(readFileSync(join(folder, "dashboard.json"), "utf8"));
  const found = renderedOf({ rules: "problem" in rules ? undefined : rules.value, dashboard, runbook: "" });
  return [...found.rules, ...found.annotations, ...found.panels.flatMap(({ targets }) => targets)].map(({ expr }) => expr);
}

/** What both make of a text; the plain reader may leave it to the other. */
function judged(text: string): { readonly plain: unknown; readonly any: unknown } {
  const any = parseAnyExpression(text);
  const plain = readPlainExpression(text);
  return { any, plain: plain === undefined ? any : { expression: plain } };
}

const name = fc.constantFrom("x", "job:errors:rate5m", "up", "sum", "on", "offset", "rate", "Inf", "e5", "time");
const label = fc.constantFrom("a", "le", "instance", "by", "sum", "__name__");
const text = fc.constantFrom('"a"', "'b'", '"c\\"d"', '"\\\\d+"', "`e`", '"$job"', '""');
const matcher = fc.tuple(label, fc.constantFrom("=", "!=", "=~", "!~", " = "), text).map((parts) => parts.join(""));
const matchers = fc.array(matcher, { maxLength: 3 }).map((all) => `{${all.join(",")}}`);
const selector = fc.tuple(fc.option(name, { nil: "" }), fc.option(matchers, { nil: "" })).map((parts) => parts.join(""));
const duration = fc.constantFrom("5m", "1h30m", "90", "0s", "5q", "$__rate_interval", "1m1h", "1h:5m", " 5m ");
const labels = fc.array(label, { maxLength: 2 }).map((all) => `(${all.join(", ")})`);
const operator = fc.constantFrom(
  " + ",
  "-",
  " * ",
  " / ",
  " % ",
  " ^ ",
  " == ",
  " > bool ",
  "<=",
  " and ",
  " or ",
  " unless ",
  " atan2 ",
  " + bool ",
);
const matching = fc.oneof(
  { weight: 3, arbitrary: fc.constant("") },
  fc
    .tuple(fc.constantFrom("on ", "ignoring"), labels, fc.constantFrom(" ", " group_left ", " group_right (a) ", " group_left() "))
    .map((parts) => parts.join("")),
);
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(selector, fc.constantFrom("1", "0.5", "1e3", "5m", "Inf", "NaN", "-1", ".5", "0x1f", '"a"')),
    fc.tuple(selector, duration).map(([of, range]) => `${of}[${range}]`),
    fc
      .tuple(tie("expression"), fc.constantFrom(" offset 5m", " offset -5m", " offset $__interval", " @ end()", "[1h:5m]", "[5m]"))
      .map((parts) => parts.join("")),
    fc
      .tuple(fc.constantFrom("rate", "histogram_quantile", "vector", "nothing", "Rate"), fc.array(tie("expression"), { maxLength: 2 }))
      .map(([of, args]) => `${of}(${args.join(", ")})`),
    fc
      .tuple(
        fc.constantFrom("sum", "topk", "Max", "count"),
        fc.constantFrom("", " by ", " without "),
        labels,
        tie("expression"),
        fc.boolean(),
      )
      .map(([of, by, kept, inner, first]) =>
        by === "" ? `${of}(${inner})` : first ? `${of}${by}${kept} (${inner})` : `${of}(${inner})${by}${kept}`,
      ),
    fc.tuple(tie("expression"), operator, matching, tie("expression")).map((parts) => parts.join("")),
    tie("expression").map((inner) => `(${inner})`),
    tie("expression").map((inner) => `-${inner}`),
  ),
}));

describe("readPlainExpression()", () => {
  test("reads nearly all that is rendered", () => {
    const left = rendered.filter((one) => readPlainExpression(one) === undefined);
    expect(left.length / rendered.length).toBeLessThan(0.02);
  });

  test.each(rendered)("reads %s as the grammar does", (source) => {
    const { plain, any } = judged(source);
    expect(plain).toEqual(any);
  });

  test.each(["-x or x[5m] + (1)", "-x or x[5m]", "sum(x unless x offset$__interval)", "x offset $__interval", "x$y", "2$y"])(
    "leaves %s to the grammar, or reads it so",
    (source) => {
      const { plain, any } = judged(source);
      expect(plain).toEqual(any);
    },
  );

  test.each([...signatures.keys()])("knows %s() as the grammar does", (of) => {
    const { plain, any } = judged(`${of}(x)`);
    expect(plain).toEqual(any);
  });

  test("never reads an expression in another way", () => {
    fc.assert(
      fc.property(expression, (source) => {
        const { plain, any } = judged(source);
        expect(plain).toEqual(any);
      }),
      { numRuns: 3000 },
    );
  });

  test("never reads an edited expression in another way", () => {
    const piece = fc.constantFrom(
      "",
      " ",
      "(",
      ")",
      "{",
      "}",
      "[",
      "]",
      ",",
      "-",
      "5m",
      "by",
      "bool",
      "#",
      "\n",
      '"',
      "$",
      "offset",
      "x",
      "1",
      ".",
      "=~",
      "^",
      ":",
      "é",
    );
    fc.assert(
      fc.property(fc.constantFrom(...rendered), fc.nat(), fc.nat(3), piece, (source, seed, cut, put) => {
        const at = seed % source.length;
        const { plain, any } = judged(`${source.slice(0, at)}${put}${source.slice(at + cut)}`);
        expect(plain).toEqual(any);
      }),
      { numRuns: 3000 },
    );
  });
});
