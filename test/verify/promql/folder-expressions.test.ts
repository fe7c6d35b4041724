import { expect, test } from "vitest";
import { folderOf } from "../../../src/verify/folder.ts";
import { folderExpressions } from "../../../src/verify/promql/folder-expressions.ts";
import { promqlSyntax } from "../../../src/verify/checks/promql-syntax.ts";
import { folderWith, groups, rampFolder } from "../ramp.ts";

test("rules, panels and annotations are found where they stand", () => {
  const places = folderExpressions(rampFolder()).map(({ owner, place }) => [owner, place]);
  expect(places).toContainEqual([
    'Alert "ErrorsHigh"',
    { file: "dist/production/ramp/rules.yaml", path: ["groups", 1, "rules", 4, "expr"], definition: ["alerts", "ErrorsHigh"] },
  ]);
  expect(places).toContainEqual([
    'Record "variant:errors:ratio_rate5m"',
    { file: "dist/production/ramp/rules.yaml", path: ["groups", 1, "rules", 0, "expr"] },
  ]);
  expect(places).toContainEqual([
    "A dashboard annotation",
    { file: "dist/production/ramp/dashboard.json", path: ["annotations", "list", 0, "expr"] },
  ]);
  expect(places).toContainEqual([
    'Panel "Error rate"',
    { file: "dist/production/ramp/dashboard.json", path: ["panels", expect.any(Number), "targets", 0, "expr"] },
  ]);
});

test("an alert that the rollout does not have comes from no definition", () => {
  const [item] = folderExpressions(folderWith({ rules: [{ alert: "Other", expr: "up == 0" }] }));
  expect(item?.place).toEqual({ file: "dist/production/ramp/rules.yaml", path: ["groups", 0, "rules", 0, "expr"] });
});

test("rules that a project applies beside the rollout's are found in their manifest", () => {
  const manifest = [
    "kind: Other",
    "kind: PrometheusRule\nmetadata: { name: queue }\nspec:\n  groups:\n    - name: q\n      rules:\n        - { alert: Q, expr: q > 1 }",
  ];
  const folder = folderOf("production", "ramp", [
    { path: "rules.yaml", content: groups("{ alert: A, expr: up == 0 }") },
    {
      path: "manifests/prometheusrule.yaml",
      content: `kind: PrometheusRule\nmetadata: { name: ramp }\nspec:\n  ${groups("{ alert: A, expr: up == 0 }").replaceAll("\n", "\n  ")}\n`,
    },
    { path: "manifests/queue.yaml", content: manifest.join("\n---\n") },
  ]);
  expect(folderExpressions(folder).map(({ owner, place }) => [owner, place])).toEqual([
    ['Alert "A"', { file: "dist/production/ramp/rules.yaml", path: ["groups", 0, "rules", 0, "expr"] }],
    ['Alert "Q"', { file: "dist/production/ramp/manifests/queue.yaml", document: 1, path: ["spec", "groups", 0, "rules", 0, "expr"] }],
  ]);
});

test("a folder of more PromQL than anybody writes is told, not read", () => {
  const rules = Array.from({ length: 90 }, (_, index) => `{ record: a, expr: "${"x + ".repeat(4_000)}${index}" }`);
  const found = [...promqlSyntax.check(folderOf("production", "ramp", [{ path: "rules.yaml", content: groups(...rules) }]))];
  expect(found).toHaveLength(90);
  expect(found.at(-1)).toMatchObject({ message: 'Record "a" is not PromQL: the folder has more than 1048576 characters of PromQL' });
});
