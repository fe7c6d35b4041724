import { describe, expect, test } from "vitest";
import { schemaManifest } from "../../../src/verify/checks/schema-manifest.ts";
import { schemaOwn } from "../../../src/verify/checks/schema-own.ts";
import type { Report } from "../../../src/verify/check.ts";
import { reportsOf, routedFolder } from "../routed.ts";

const crd = (schema: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: widgets.example.com
spec:
  group: example.com
  names:
    kind: Widget
  versions:
    - name: v1
      served: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            apiVersion: {type: string}
            kind: {type: string}
            metadata: {type: object}
            spec:
              type: object
              required: [size]
              properties:
${schema}
`;

const fields = `                size: {type: integer, format: int32, minimum: 0, exclusiveMinimum: true}
                port: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}
                note: {type: string, nullable: true, pattern: "^[a-z]+$"}
                free: {type: object, x-kubernetes-preserve-unknown-fields: true}
                labels: {type: object, additionalProperties: {type: string}}
                bare: {type: object}
                parts:
                  type: array
                  x-kubernetes-list-type: map
                  x-kubernetes-list-map-keys: [name]
                  items: {type: object, properties: {name: {type: string}}}`;

const widget = (spec: string): string =>
  `apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: own\nspec:\n${spec.replace(/^/gm, "  ")}\n`;
const toldOf = (schemas: Readonly<Record<string, string>>): readonly Report[] => [
  ...schemaOwn.check({ folders: [], oddities: [], schemas: new Map(Object.entries(schemas)) }),
];
const own = (schemas: Readonly<Record<string, string>>, manifest = "") =>
  routedFolder(manifest === "" ? {} : { "manifests/own.yaml": manifest }, {}, new Map(Object.entries(schemas)));

describe("an object of a kind whose CustomResourceDefinition is there", () => {
  const cases: Record<string, readonly [spec: string, messages: readonly string[]]> = {
    "is sound": ["size: 1\nport: http\nnote: null\nfree: {any: [1]}\nlabels: {a: b}\nbare: {}\nparts: [{name: a}, {name: b}]", []],
    "has a field that the CRD does not have": ["size: 1\nsise: 2", ['Widget "own" has the unknown field spec.sise']],
    "has a field in an object that has none": ["size: 1\nbare: {a: 1}", ['Widget "own" has the unknown field spec.bare.a']],
    "lacks a field": ["port: 80", ['Widget "own" lacks spec.size']],
    "is at a limit that does not belong to the range": ["size: 0", ['Widget "own" has 0 at spec.size, expected more than 0']],
    "is beyond 32 bits": ["size: 2147483648", ['Widget "own" has 2147483648 at spec.size, expected at least 0']],
    "has what is neither number nor text": [
      "size: 1\nport: true",
      ['Widget "own" has true at spec.port, expected a whole number or a text'],
    ],
    "has a text of another form": ["size: 1\nnote: A1", ['Widget "own" has "A1" at spec.note, expected a text that matches ^[a-z]+$']],
    "has a label that is no text": ["size: 1\nlabels: {a: 1}", ['Widget "own" has 1 at spec.labels.a, expected a text']],
    "has a key twice in a list that is a map": [
      "size: 1\nparts: [{name: a}, {name: a}]",
      ['Widget "own" has name "a" twice in spec.parts'],
    ],
  };
  test.each(Object.entries(cases))("%s", (_, [spec, messages]) => {
    const folder = own({ "widget.yaml": crd(fields) }, widget(spec));
    expect(reportsOf(schemaManifest, folder).map(({ message }) => message)).toEqual(messages);
    expect(toldOf({ "widget.yaml": crd(fields) })).toEqual([]);
  });
});

test("a JSON Schema that names its kind goes before the built-in one", () => {
  const schema = {
    "x-kubernetes-group-version-kind": [{ group: "", version: "v1", kind: "ConfigMap" }],
    type: "object",
    properties: { data: { maxProperties: 0 } },
  };
  const folder = own({ "config-map.json": JSON.stringify(schema) });
  expect(reportsOf(schemaManifest, folder).map(({ message }) => message)).toEqual([
    'ConfigMap "checkout-dashboard" has an object at data, expected at most 0 fields',
  ]);
});

describe("a schema file", () => {
  const error = (message: string, hint: string, place: Pick<Report, "path" | "line">, file = "own.json"): object => ({
    message: `The schema file ${message}`,
    hint,
    file: `schemas/${file}`,
    severity: "error",
    ...(place.line === undefined ? { document: 0 } : {}),
    ...place,
  });
  const kind = `"x-kubernetes-group-version-kind": { "group": "example.com", "version": "v1", "kind": "Widget" }`;
  const cannot = "has a schema of example.com/v1 Widget that cannot be used:";
  const cases: Record<string, readonly [files: Readonly<Record<string, string>>, reports: readonly object[]]> = {
    "is sound": [{ "own.json": `{ ${kind}, "$defs": { "a": { "type": "string" } }, "properties": { "a": { "$ref": "#/$defs/a" } } }` }, []],
    "cannot be read": [
      { "own.json": "{" },
      [error("cannot be read: Expected property name or '}' in JSON at position 1", "correct the file", { line: 1 })],
    ],
    "names no kind": [
      { "own.json": "{}" },
      [
        error(
          "is neither a CustomResourceDefinition nor a JSON Schema that names its kind",
          'add "x-kubernetes-group-version-kind": [{ "group": "…", "version": "…", "kind": "…" }] to the schema',
          { path: [] },
        ),
      ],
    ],
    "has a keyword that is not checked": [
      { "own.json": `{ ${kind}, "propertees": {} }` },
      [
        error(`${cannot} #/propertees is no keyword that is checked here; did you mean "properties"?`, "correct the schema", {
          path: ["propertees"],
        }),
      ],
    ],
    "refers to another file": [
      { "own.json": `{ ${kind}, "$ref": "https://example.com/schema.json" }` },
      [
        error(`${cannot} #/$ref is "https://example.com/schema.json", which is not a part of this schema`, "correct the schema", {
          path: ["$ref"],
        }),
      ],
    ],
    "has a type that is none": [
      { "own.json": `{ ${kind}, "type": "int" }` },
      [
        error(`${cannot} #/type is "int", expected one of array, boolean, integer, null, number, object, string`, "correct the schema", {
          path: ["type"],
        }),
      ],
    ],
    "has a pattern that could take for ever": [
      { "own.json": `{ ${kind}, "pattern": "(?=a)" }` },
      [
        error(
          `${cannot} #/pattern is "(?=a)", expected a regular expression without lookaround, backreferences and Unicode classes`,
          "correct the schema",
          { path: ["pattern"] },
        ),
      ],
    ],
    "gives a kind that another gives": [
      { "a.json": `{ ${kind} }`, "own.json": `{ ${kind} }` },
      [error("has a second schema of example.com/v1 Widget", "keep one", { path: [] })],
    ],
    "is a CRD without versions": [
      { "own.yaml": "kind: CustomResourceDefinition\nspec:\n  names:\n    kind: Widget\n" },
      [
        error(
          "is a CustomResourceDefinition without a kind or a served version",
          "take the file that the operator of the kind installs",
          { path: ["spec", "versions"] },
          "own.yaml",
        ),
      ],
    ],
    "is a CRD with a pattern that is left to the cluster": [
      { "own.yaml": crd('                size: {type: string, pattern: "^(?!a)"}') },
      [
        {
          message: 'The schema file has the pattern "^(?!a)", which is not checked here',
          hint: "patterns with lookaround, backreferences or Unicode classes are left to the cluster",
          file: "schemas/own.yaml",
          severity: "notice",
          document: 0,
          path: ["spec", "versions", 0, "schema", "openAPIV3Schema"],
        },
      ],
    ],
  };
  test.each(Object.entries(cases))("%s", (_, [files, reports]) => {
    expect(toldOf(files)).toEqual(reports);
  });
});

test("comes through whatever a stranger commits", () => {
  const texts = [
    "null",
    "[]",
    "[[[[",
    "kind: CustomResourceDefinition\nspec: []\n",
    `{"x-kubernetes-group-version-kind": [null, {}], "$ref": "#"}`,
  ];
  const schemas = new Map(texts.flatMap((text, index) => [[`${index}.yaml`, text] as const, [`${index}.json`, text] as const]));
  expect(() => toldOf(Object.fromEntries(schemas))).not.toThrow();
  expect(() =>
    reportsOf(schemaManifest, routedFolder({ "manifests/own.yaml": "apiVersion: undefined/undefined\nkind: undefined\n" }, {}, schemas)),
  ).not.toThrow();
});
