import { expect, test } from "vitest";
import { schemaValues } from "../../../src/verify/checks/schema-values.ts";
import { hostileFolders, reportsOf, routedFolder, type Edit } from "../routed.ts";

interface Case {
  readonly edits: Readonly<Record<string, Edit>>;
  readonly reports: readonly object[];
}

const cases: Record<string, Case> = {
  "what was compiled": {
    edits: {},
    reports: [],
  },
  "a value that is not declared, with the name that was meant": {
    edits: { "values.yaml": ["replicas: 2", "replicas: 2\n  replica: 3"] },
    reports: [
      {
        message: "values.yaml has the unknown field shop.replica",
        hint: 'did you mean "replicas"?',
        file: "dist/production/checkout/values.yaml",
        path: ["shop", "replica"],
      },
    ],
  },
  "a value of another type": {
    edits: { "values.yaml": ["replicas: 2", 'replicas: "2"'] },
    reports: [
      {
        message: 'values.yaml has "2" at shop.replicas, expected a whole number',
        hint: "correct the value",
        file: "dist/production/checkout/values.yaml",
        path: ["shop", "replicas"],
      },
    ],
  },
  "a value out of range": {
    edits: { "values.yaml": ["replicas: 2", "replicas: 10"] },
    reports: [
      {
        message: "values.yaml has 10 at shop.replicas, expected a number from 1 to 9",
        hint: "correct the value",
        file: "dist/production/checkout/values.yaml",
        path: ["shop", "replicas"],
      },
    ],
  },
  "a value that is missing": {
    edits: { "values.yaml": ["  replicas: 2", "  {}"] },
    reports: [
      { message: "values.yaml lacks shop.replicas", hint: "add the field", file: "dist/production/checkout/values.yaml", path: ["shop"] },
    ],
  },
  "no values at all": {
    edits: { "values.yaml": "# nothing\n" },
    reports: [{ message: "values.yaml lacks shop", hint: "add the field", file: "dist/production/checkout/values.yaml", path: [] }],
  },
  "no schema": {
    edits: { "values.schema.json": undefined },
    reports: [
      {
        message: "values.yaml has no values.schema.json beside it, so nothing says what it may hold",
        hint: "run `rampart compile`",
        file: "dist/production/checkout/values.yaml",
      },
    ],
  },
  "a schema that does not let Helm's global through": {
    edits: { "values.schema.json": ['"global"', '"globals"'] },
    reports: [
      {
        message: "The schema of the values does not allow global, which Helm hands to every chart before it checks",
        hint: 'add "global": { "type": "object" } to its properties',
        file: "dist/production/checkout/values.schema.json",
        path: ["properties"],
      },
    ],
  },
  "a schema with a keyword that is not known": {
    edits: { "values.schema.json": ['"minimum": 1', '"minimun": 1'] },
    reports: [
      {
        message:
          'The schema of the values cannot be used: #/properties/shop/properties/replicas/minimun is no keyword that is checked here; did you mean "minimum"?',
        hint: "run `rampart compile`",
        file: "dist/production/checkout/values.schema.json",
        path: ["properties", "shop", "properties", "replicas", "minimun"],
      },
    ],
  },
  "a schema with a pattern that could take for ever": {
    edits: { "values.schema.json": ['"minimum": 1', '"pattern": "(?=a)+$"'] },
    reports: [
      {
        message:
          'The schema of the values cannot be used: #/properties/shop/properties/replicas/pattern is "(?=a)+$", expected a regular expression without lookaround, backreferences and Unicode classes',
        hint: "run `rampart compile`",
        file: "dist/production/checkout/values.schema.json",
        path: ["properties", "shop", "properties", "replicas", "pattern"],
      },
    ],
  },
  "a schema that is no object": {
    edits: { "values.schema.json": "[]\n" },
    reports: [
      {
        message: "The schema of the values cannot be used: # is [], expected a schema",
        hint: "run `rampart compile`",
        file: "dist/production/checkout/values.schema.json",
        path: [],
      },
    ],
  },
};

test.each(Object.entries(cases))("%s", (_, { edits, reports }) => {
  expect(reportsOf(schemaValues, routedFolder(edits))).toEqual(reports);
});

test("comes through whatever a stranger commits", () => {
  expect(() => reportsOf(schemaValues, ...hostileFolders())).not.toThrow();
});
