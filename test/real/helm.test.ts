import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { toYaml } from "../../src/base/yaml.ts";
import type { Tree } from "../../src/compile/compile.ts";
import { evaluate } from "../../src/verify/schemas/evaluate.ts";
import { schemaFaults } from "../../src/verify/schemas/schema-faults.ts";
import { startApiServer, type ApiServer } from "./cluster/api-server.ts";
import { helmVersion, renderChart } from "./cluster/chart.ts";
import { record, type Manifest } from "./cluster/client.ts";
import { inParallel } from "./cluster/in-parallel.ts";
import { documentsOf, nameOf } from "./cluster/install-definitions.ts";
import { part } from "./harness/part.ts";
import { nameOf as treeName, textOf, trees } from "./ladder-trees.ts";

const { system, cases, breakable } = part();
const namespace = "releases";
const withValues = trees.filter(({ artifacts }) => artifacts.some(({ path }) => path === "values.yaml"));
const stages = breakable(
  withValues.map((tree) => ({ tree, values: textOf(tree, "values.yaml"), schema: textOf(tree, "values.schema.json") })),
  "every values.yaml has a value that no definition declares",
  (sound) => sound.map((stage) => ({ ...stage, values: `${stage.values}undeclared: true\n` })),
);

let server: ApiServer;
beforeAll(async () => {
  server = await startApiServer();
  system("helm", await helmVersion());
  system("kube-apiserver", server.version);
  await server.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
});
afterAll(async () => server.stop());

function release({ rollout }: Tree): string {
  return `r-${rollout}`.slice(0, 40);
}

describe("Values of every stage", () => {
  test("there are some", () => {
    expect(stages.length).toBeGreaterThan(20);
  });

  test.each(stages.map((stage) => [treeName(stage.tree), stage] as const))(
    "%s is rendered, and an API server takes what comes out",
    async (_, { tree, values, schema }) => {
      const { status, stdout, stderr } = await renderChart({ name: release(tree), namespace, schema, values });
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      const objects = documentsOf(stdout);
      const answers = await Promise.all(objects.map((object) => server.apply(object, { dryRun: true })));
      const complaints = answers.flatMap(({ status, body, warnings }, index) => [
        ...(status < 300 ? [] : [`${nameOf(objects[index] ?? {})}: ${String(body["message"])}`]),
        ...warnings,
      ]);
      cases(objects.length, complaints.length);
      expect(complaints).toEqual([]);
      expect(objects.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["ConfigMap", "Deployment", "Service"]));
    },
  );
});

describe("Wrong values", () => {
  const schemas = new Map(stages.map((stage) => [stage.tree.rollout, stage]));

  test.each([...schemas])("of %s are refused by Helm at the fields that Rampart names", async (_, { tree, values, schema }) => {
    const wrong = wrongValues(record(parse(values)));
    expect(wrong.length).toBeGreaterThan(2);
    const results = await inParallel(wrong, 2, async (value) => {
      const { status, stderr } = await renderChart({ name: release(tree), namespace, schema, values: toYaml(value) });
      return { value, status, helm: fieldsOf(stderr), own: ownFields(record(JSON.parse(schema)), value) };
    });
    const differing = results.filter(({ status, helm, own }) => (status !== 0) !== own.length > 0 || helm.join() !== own.join());
    cases(results.length, differing.length);
    expect(differing).toEqual([]);
    expect(results.filter(({ status }) => status !== 0).length).toBeGreaterThan(results.length / 2);
  });
});

/** Copies of the values with one thing wrong: a value of another type, a field too many, a field missing. */
function wrongValues(values: Manifest): readonly Manifest[] {
  return [...at(values), { ...values, undeclared: 1 }];
}

function at(values: Manifest): readonly Manifest[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const { [key]: _, ...without } = values;
    const replaced = (other: unknown): Manifest => ({ ...values, [key]: other });
    if (typeof value === "object" && value !== null)
      return [without, replaced("text"), replaced({ ...value, undeclared: true }), ...at(record(value)).map(replaced)];
    return [
      without,
      replaced([value]),
      replaced(typeof value === "string" ? 12 : "not this"),
      replaced(typeof value === "string" ? "no:such!value" : 99_999),
    ];
  });
}

/** Fields that Helm complains of, as it names them: `/image/digest`; a missing field or one too many by its own name. */
function fieldsOf(stderr: string): readonly string[] {
  const fields = [...stderr.matchAll(/^- at '([^']*)': (.*)$/gm)].flatMap(([, at = "", what = ""]) => {
    const named = /^(?:additional properties|missing propert(?:y|ies)) (.*?)(?: not allowed)?$/.exec(what)?.[1];
    if (named === undefined) return [at];
    return [...named.matchAll(/'([^']*)'/g)].map(([, name]) => `${at}/${name}`);
  });
  return [...new Set(fields)].toSorted();
}

/** The same of Rampart's own check. */
function ownFields(schema: Manifest, value: Manifest): readonly string[] {
  const errors = evaluate(schema, value);
  const fields = schemaFaults({ schema, value, errors }).map(({ path, message }) => {
    const lacking = /^lacks (\S+)$/.exec(message)?.[1];
    return lacking === undefined ? ["", ...path].join("/") : `/${lacking.split(".").join("/")}`;
  });
  return [...new Set(fields)].toSorted();
}
