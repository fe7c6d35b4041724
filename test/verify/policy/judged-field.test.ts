import { expect, test } from "vitest";
import { judgedField, type NamedExpression } from "../../../src/verify/policy/index.ts";

const object = {
  metadata: { name: "shop", labels: { "app.kubernetes.io/name": "shop", team: "a" } },
  spec: { stages: [{ weight: 5 }], tls: true, image: { digest: "x" } },
  status: { index: 2 },
};

const cases: Readonly<Record<string, readonly [expression: string, path: readonly string[], variables?: readonly NamedExpression[]]>> = {
  "a field": ["object.spec.tls == true", ["spec", "tls"]],
  "the deepest of several fields": ["object.spec.tls && object.spec.image.digest != ''", ["spec", "image", "digest"]],
  "the list that a macro goes through": ["object.spec.stages.all(s, s.weight < 5)", ["spec", "stages"]],
  "a label by its key": ["object.metadata.labels['app.kubernetes.io/name'] == 'x'", ["metadata", "labels", "app.kubernetes.io/name"]],
  "optional fields": ["object.spec.?image.?digest.orValue('') != ''", ["spec", "image", "digest"]],
  "an optional label": ["object.metadata.?labels[?'team'].hasValue()", ["metadata", "labels", "team"]],
  "as much of a field as is there": ["has(object.spec.image.tag)", ["spec", "image"]],
  "a field of a variable": [
    "variables.low.size() == 0",
    ["spec", "stages"],
    [{ name: "low", expression: "object.spec.stages.filter(s, s.weight < 1)" }],
  ],
  "a field of a variable of a variable": [
    "variables.bad",
    ["status", "index"],
    [
      { name: "index", expression: "object.status.index" },
      { name: "bad", expression: "variables.index > 3" },
    ],
  ],
  "variables that refer to each other": [
    "variables.a",
    [],
    [
      { name: "a", expression: "variables.b" },
      { name: "b", expression: "variables.a" },
    ],
  ],
  "the object before is another": ["oldObject.spec.tls", []],
  "nothing that an object inherits": ["object.constructor.name", []],
  "no field at all": ["request.operation == 'CREATE'", []],
};

test.each(Object.entries(cases))("%s", (_, [expression, path, variables = []]) => {
  expect(judgedField(expression, variables, object)).toEqual(path);
});
