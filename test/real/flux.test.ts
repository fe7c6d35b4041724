import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Tree } from "../../src/compile/compile.ts";
import { manifestObjects } from "./gitops/manifest-objects.ts";
import { part } from "./harness/part.ts";
import { filesBelow, project, root, treeRows } from "./ladder-trees.ts";
import { runTool, scratch } from "./real-tool.ts";

const { system, cases, breakable } = part();
const example = breakable(
  readFileSync(join(root, "examples/flux/kustomization.yaml"), "utf8"),
  "Flux is given everything that stands beside the manifests too",
  (sound) => sound.replace("/dist/production/*/*", "/nothing"),
);

beforeAll(() => system("Flux's kustomize package", runTool("flux-build", ["version"], root).stdout));

/** The example for an environment, as its comment says. */
function exampleFor(environment: string): string {
  return example.replaceAll("production", environment);
}

/** The objects of manifests, without the kustomizations that list them. */
function objectsOf(tree: Tree): readonly string[] {
  return Object.entries(filesBelow(tree, "manifests")).flatMap(([path, text]) => (path === "kustomization.yaml" ? [] : [text]));
}

async function applied(environment: string, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { folder, remove } = await scratch({ ...files, "flux.yaml": exampleFor(environment) });
  try {
    const { status, stdout, stderr } = runTool("flux-build", [folder, join(folder, "flux.yaml")], folder);
    if (status !== 0) throw new Error(stderr);
    return manifestObjects([stdout]);
  } finally {
    remove();
  }
}

/** A repository with one rollout rendered. */
function repository(tree: Tree): Readonly<Record<string, string>> {
  const { environment, rollout, artifacts } = tree;
  return Object.fromEntries(artifacts.map(({ path, content }) => [`dist/${environment}/${rollout}/${path}`, content]));
}

test.each(treeRows)("%s: Flux applies exactly the manifests", async (_, tree) => {
  const wanted = manifestObjects(objectsOf(tree));
  cases(wanted.length, 0);
  expect(await applied(tree.environment, repository(tree))).toEqual(wanted);
});

describe("a whole environment", () => {
  test.each([...project.environments.keys()])("%s: Flux applies exactly the manifests of its rollouts", async (environment) => {
    const trees = project.standings.flatMap(({ rollout, environment: own, stage }) =>
      treeRows.flatMap(([, tree]) =>
        own === environment && tree.environment === own && tree.rollout === rollout && tree.stage === stage ? [tree] : [],
      ),
    );
    expect(trees.length).toBeGreaterThan(0);
    const all = Object.fromEntries(trees.flatMap((tree) => Object.entries(repository(tree))));
    expect(await applied(environment, all)).toEqual(manifestObjects(trees.flatMap(objectsOf)));
  });
});

test("Flux refuses a manifests folder whose list names what is not there", async () => {
  const [, tree] = treeRows[0] ?? [];
  if (tree === undefined) throw new Error("nothing is rendered");
  const files = Object.entries(repository(tree)).filter(([path]) => !path.endsWith("manifests/dashboard.yaml"));
  await expect(applied(tree.environment, Object.fromEntries(files))).rejects.toThrow(/dashboard\.yaml/);
});
