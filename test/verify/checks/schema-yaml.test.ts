import { expect, test } from "vitest";
import { schemaYaml } from "../../../src/verify/checks/schema-yaml.ts";
import { hostileFolders, reportsOf, routedFolder, type Edit } from "../routed.ts";

const primary = "manifests/ingress-primary.yaml";
const kustomization = "manifests/kustomization.yaml";

interface Case {
  readonly edits: Readonly<Record<string, Edit>>;
  readonly reports: readonly object[];
}

const cases: Record<string, Case> = {
  "what was compiled": {
    edits: {},
    reports: [],
  },
  "a carriage return": {
    edits: { [primary]: ["kind: Ingress\n", "kind: Ingress\r\n"] },
    reports: [
      {
        message: "The file has carriage returns",
        hint: "end lines with LF alone",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        line: 2,
      },
    ],
  },
  "an indentation by tab": {
    edits: { [primary]: ["  name: shop-primary", "\tname: shop-primary"] },
    reports: [
      {
        message: "A line is indented with a tab, which YAML forbids",
        hint: "indent with spaces",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        line: 10,
      },
    ],
  },
  "a last line without an end": {
    edits: { [kustomization]: ["- prometheusrule.yaml\n", "- prometheusrule.yaml"] },
    reports: [
      {
        message: "The last line does not end",
        hint: "end the file with a newline",
        file: "dist/production/checkout/manifests/kustomization.yaml",
        line: 8,
      },
    ],
  },
  "an empty file": {
    edits: { [kustomization]: "" },
    reports: [
      {
        message: "The file is empty",
        hint: "end the file with a newline",
        file: "dist/production/checkout/manifests/kustomization.yaml",
        line: 1,
      },
    ],
  },
  "a key given twice in YAML": {
    edits: { [primary]: ["kind: Ingress\n", "kind: Ingress\nkind: Ingress\n"] },
    reports: [
      {
        message: "The file cannot be read: duplicated mapping key at line 3, column 1",
        hint: "correct the file, or run `rampart compile` to write it anew",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        line: 3,
      },
    ],
  },
  "a key given twice in JSON": {
    edits: { "values.schema.json": '{\n  "type": "object",\n  "type": "object"\n}\n' },
    reports: [
      {
        message: 'The file cannot be read: the key "type" is given twice at line 3',
        hint: "correct the file, or run `rampart compile` to write it anew",
        file: "dist/production/checkout/values.schema.json",
        line: 3,
      },
    ],
  },
  "an alias": {
    edits: { [primary]: ["kind: Ingress\n", "kind: &kind Ingress\nother: *kind\n"] },
    reports: [
      {
        message: "The file cannot be read: aliases are not allowed at line 3, column 9",
        hint: "correct the file, or run `rampart compile` to write it anew",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        line: 3,
      },
    ],
  },
  "a reserved key in YAML": {
    edits: { [primary]: ["kind: Ingress\n", "kind: Ingress\n__proto__: 1\n"] },
    reports: [
      {
        message: 'The file cannot be read: the key "__proto__" is reserved',
        hint: "correct the file, or run `rampart compile` to write it anew",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
      },
    ],
  },
  "a reserved key in JSON": {
    edits: { "values.schema.json": '{ "constructor": 1 }\n' },
    reports: [
      {
        message: 'The file cannot be read: the key "constructor" is reserved at line 1',
        hint: "correct the file, or run `rampart compile` to write it anew",
        file: "dist/production/checkout/values.schema.json",
        line: 1,
      },
    ],
  },
  "JSON that is none": {
    edits: { "values.schema.json": "{\n" },
    reports: [
      {
        message: "The file cannot be read: Expected property name or '}' in JSON at position 2",
        hint: "correct the file, or run `rampart compile` to write it anew",
        file: "dist/production/checkout/values.schema.json",
      },
    ],
  },
  "JSON that nests too deep": {
    edits: { "dashboard.json": "[".repeat(70) + "]".repeat(70) + "\n" },
    reports: [
      {
        message: "The file cannot be read: the file nests deeper than 64 levels",
        hint: "correct the file, or run `rampart compile` to write it anew",
        file: "dist/production/checkout/dashboard.json",
      },
    ],
  },
};

test.each(Object.entries(cases))("%s", (_, { edits, reports }) => {
  expect(reportsOf(schemaYaml, routedFolder(edits))).toEqual(reports);
});

test("comes through whatever a stranger commits", () => {
  expect(() => reportsOf(schemaYaml, ...hostileFolders())).not.toThrow();
});
