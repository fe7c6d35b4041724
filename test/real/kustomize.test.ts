import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { codeUnitOrder } from "../../src/base/code-unit-order.ts";
import { manifestObjects } from "./gitops/manifest-objects.ts";
import { part } from "./harness/part.ts";
import { filesBelow, project, root, treeRows } from "./ladder-trees.ts";
import { runTool, scratch } from "./real-tool.ts";

const { system, cases, breakable } = part();
const rows = breakable(
  treeRows.map(([name, tree]) => [name, filesBelow(tree, "manifests")] as const),
  "the list of resources leaves out the rules",
  (sound) => sound.map(([name, files]) => [name, withoutRules(files)] as const),
);

beforeAll(() => system("kustomize", runTool("kustomize", ["version"], root).stdout));

function withoutRules(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return { ...files, "kustomization.yaml": (files["kustomization.yaml"] ?? "").replace("  - prometheusrule.yaml\n", "") };
}

/** The objects that stand in files. */
function standing(files: Readonly<Record<string, string>>): readonly string[] {
  return manifestObjects(Object.entries(files).flatMap(([path, text]) => (path === "kustomization.yaml" ? [] : [text])));
}

async function built(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { folder, remove } = await scratch(files);
  try {
    return build(folder);
  } finally {
    remove();
  }
}

function build(folder: string): readonly string[] {
  const { status, stdout, stderr } = runTool("kustomize", ["build", folder], root);
  if (status !== 0) throw new Error(stderr);
  expect(stderr).toBe("");
  return manifestObjects([stdout]);
}

test.each(rows)("%s: kustomize builds exactly the manifests", async (_, files) => {
  const wanted = standing(files);
  cases(wanted.length, 0);
  expect(wanted.length).toBeGreaterThan(0);
  expect(await built(files)).toEqual(wanted);
});

describe("what Argo CD applies by the example", () => {
  const Example = z.object({
    spec: z.object({
      generators: z.tuple([z.object({ git: z.object({ directories: z.tuple([z.object({ path: z.string() })]) }) })]),
      template: z.object({ spec: z.object({ source: z.object({ path: z.string() }) }) }),
    }),
  });
  const { spec } = Example.parse(parse(readFileSync(join(root, "examples/argo-cd/applicationset.yaml"), "utf8")));
  const folders = readdirSync(join(root, "dist")).flatMap((environment) =>
    readdirSync(join(root, "dist", environment)).map((rollout) => `dist/${environment}/${rollout}`),
  );

  test("is every rollout of every environment", () => {
    expect(spec.generators[0].git.directories[0].path).toBe("dist/*/*");
    expect(folders).toEqual(project.standings.map(({ environment, rollout }) => `dist/${environment}/${rollout}`).toSorted(codeUnitOrder));
  });

  test.each(folders)("is exactly the manifests in %s", (path) => {
    const folder = join(root, spec.template.spec.source.path.replace("{{ .path.path }}", path));
    expect(existsSync(folder)).toBe(true);
    const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")] as const);
    expect(build(folder)).toEqual(standing(Object.fromEntries(files)));
  });
});

describe("kustomize refuses", () => {
  const [, sound = {}] = treeRows.map(([, tree]) => ["", filesBelow(tree, "manifests")] as const)[0] ?? [];
  const faults: Readonly<Record<string, (files: Readonly<Record<string, string>>) => Readonly<Record<string, string>>>> = {
    "a resource that is not there": (files) => Object.fromEntries(Object.entries(files).filter(([path]) => path !== "dashboard.yaml")),
    "the same object twice": (files) => ({
      ...files,
      "again.yaml": files["dashboard.yaml"] ?? "",
      "kustomization.yaml": `${files["kustomization.yaml"]}  - again.yaml\n`,
    }),
    "a field that a kustomization does not have": (files) => ({
      ...files,
      "kustomization.yaml": `${files["kustomization.yaml"]}resource: []\n`,
    }),
    "YAML that does not parse": (files) => ({ ...files, "dashboard.yaml": `${files["dashboard.yaml"]}\n  - [` }),
  };
  test.each(Object.entries(faults))("%s", async (_, fault) => {
    await expect(built(fault(sound))).rejects.toThrow(/\S/);
  });
});
