import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAjv } from "../../../src/verify/schemas/create-ajv.ts";
import { compiledKind } from "../../../src/verify/schemas/compiled-kind.ts";
import { evaluate } from "../../../src/verify/schemas/evaluate.ts";
import { kindSchemas } from "../../../src/verify/schemas/kinds/index.ts";
import { schemaProblem } from "../../../src/verify/schemas/schema-problem.ts";
import { parseYaml } from "../../../src/base/yaml.ts";
import { routedFiles } from "../routed.ts";

const key = fc.constantFrom("a", "b", "c");
const scalar = fc.oneof(fc.constantFrom(null, true, false, 0, 1, 2, 1.5, -1, "", "a", "ab", "b1"));
const value = fc.letrec<{ readonly value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const type = fc.constantFrom("object", "array", "string", "number", "integer", "boolean", "null");
const schema = fc.letrec<{ readonly schema: object }>((tie) => {
  const keywords: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
    enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 }),
    const: scalar,
    minimum: fc.integer({ min: -1, max: 2 }),
    exclusiveMaximum: fc.integer({ min: 0, max: 3 }),
    multipleOf: fc.constantFrom(1, 2),
    minLength: fc.integer({ min: 0, max: 2 }),
    maxItems: fc.integer({ min: 0, max: 2 }),
    minProperties: fc.integer({ min: 0, max: 2 }),
    uniqueItems: fc.boolean(),
    pattern: fc.constantFrom("^a", "b$", "^[a-z]*$"),
    required: fc.uniqueArray(key, { maxLength: 2 }),
    dependentRequired: fc.dictionary(key, fc.uniqueArray(key, { maxLength: 2 }), { maxKeys: 1 }),
    properties: fc.dictionary(key, tie("schema"), { maxKeys: 2 }),
    patternProperties: fc.dictionary(fc.constantFrom("^a", "b"), tie("schema"), { maxKeys: 1 }),
    additionalProperties: fc.oneof(fc.boolean(), tie("schema")),
    propertyNames: fc.constantFrom({ pattern: "^[ab]$" }, { enum: ["a"] }),
    items: tie("schema"),
    allOf: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }),
    anyOf: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }),
    oneOf: fc.array(tie("schema"), { minLength: 1, maxLength: 2 }),
    not: tie("schema"),
    $ref: fc.constant("#/$defs/shared"),
  };
  const one = Object.entries(keywords).map(([keyword, said]) => said.map((asked) => ({ [keyword]: asked })));
  const branches = fc.record({ if: tie("schema"), yes: tie("schema"), no: tie("schema") }).map(({ if: condition, yes, no }) =>
    Object.fromEntries([
      ["if", condition],
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      ["then", yes],
      ["else", no],
    ]),
  );
  const some = fc
    .array(fc.oneof(...one, branches), { maxLength: 4 })
    .map((parts) => Object.fromEntries(parts.flatMap((part) => Object.entries(part))));
  return { schema: fc.oneof({ maxDepth: 3, depthSize: "small" }, fc.constantFrom({}, { type: "string" }, { type: "object" }), some) };
}).schema;

test("takes what ajv takes, and nothing else", () => {
  fc.assert(
    fc.property(schema, schema, value, (parts, shared, given) => {
      // A reference to itself has no end; ajv runs out of stack.
      const whole = {
        ...parts,
        $defs: { shared: JSON.parse(JSON.stringify(shared).replaceAll('"$ref":"#/$defs/shared"', '"title":"x"')) },
      };
      expect(schemaProblem(whole)).toBeUndefined();
      const taken = byAjv(whole, given);
      fc.pre(taken !== undefined);
      expect(evaluate(whole, given).length === 0).toBe(taken);
    }),
    { numRuns: 200 },
  );
});

const ajv = createAjv({ strict: false, allErrors: false, validateSchema: false });

/** What ajv says; nothing where its generated code is broken, as for some uses of `not` beside `items`. */
function byAjv(schema: object, value: unknown): boolean | undefined {
  const validate = ajv.compile(schema);
  try {
    return validate(value);
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

describe("comes to an end with", () => {
  test("a schema that refers to itself", () => {
    expect(evaluate({ $ref: "#" }, 1).map(({ keyword }) => keyword)).toEqual(["depth"]);
  });
  test("a schema that doubles with every level", () => {
    expect(evaluate({ anyOf: [{ allOf: [{ $ref: "#" }, { $ref: "#" }] }, { $ref: "#" }] }, 1).map(({ keyword }) => keyword)).toEqual([
      "anyOf",
    ]);
  });
  test("a pattern that would keep a backtracking matcher busy", () => {
    expect(evaluate({ pattern: "^(a+)+$" }, `${"a".repeat(4_000)}!`).map(({ keyword }) => keyword)).toEqual(["pattern"]);
  });
  test("a text that is too long to be matched", () => {
    expect(evaluate({ pattern: "^a*$" }, "a".repeat(5_000)).map(({ keyword }) => keyword)).toEqual(["pattern"]);
  });
});

describe("the schemas of built-in kinds", () => {
  const objects = routedFiles().flatMap(({ path, content }) => {
    const parsed = /^(manifests\/.*|rollout)\.yaml$/.test(path) ? parseYaml(content) : { problem: "" };
    return "problem" in parsed ? [] : [[path, parsed.value] as const];
  });

  test.each(objects)("take %s", (_, object) => {
    const { apiVersion, kind } = JSON.parse(JSON.stringify(object));
    expect(compiledKind(`${apiVersion} ${kind}`)?.errorsOf(object)).toEqual([]);
  });

  test.each(Object.entries(kindSchemas))("hold every object of %s to its fields", (name, make) => {
    const open = [...openObjects(make(), "#")];
    // Helm values inside a kustomization, and what managers of fields write, are free.
    expect(open.filter((path) => !/valuesInline|fieldsV1|helmChartInflationGenerator/.test(path))).toEqual([]);
    expect(name).toContain(" ");
  });
});

/** Objects that take any field. */
function* openObjects(schema: unknown, path: string): Generator<string> {
  if (typeof schema !== "object" || schema === null) return;
  const isObject = "type" in schema && schema.type === "object";
  if (isObject && !("additionalProperties" in schema)) yield path;
  for (const [name, inner] of Object.entries(schema))
    if (!["if", "then", "enum", "const", "anyOf", "oneOf", "not"].includes(name)) yield* openObjects(inner, `${path}/${name}`);
}
