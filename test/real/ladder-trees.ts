import { fileURLToPath } from "node:url";
import { compileAllStages, type Tree } from "../../src/compile/compile.ts";
import { packageVersion } from "../../src/project/package-version.ts";
import { readProject } from "../../src/project/read-project.ts";

/** The project of this repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");
export const project = await readProject(root);

/** Every stage of every ladder of this repository, rendered. */
export const trees = compileAllStages(project, { version: packageVersion() });

/** The same, as rows of a table whose first column is the tree's name. */
export const treeRows = trees.map((tree) => [nameOf(tree), tree] as const);

/** The name of a tree: environment, rollout and stage. */
export function nameOf({ environment, rollout, stage }: Tree): string {
  return `${environment}/${rollout}/${stage}`;
}

/** The text of a file of a tree; throws where it is not rendered. */
export function textOf(tree: Tree, path: string): string {
  const artifact = tree.artifacts.find((one) => one.path === path);
  if (artifact === undefined) throw new Error(`${nameOf(tree)} has no ${path}`);
  return artifact.content;
}

/** The files of a tree below a folder, by path within it. */
export function filesBelow({ artifacts }: Tree, folder: string): Readonly<Record<string, string>> {
  const inside = artifacts.filter(({ path }) => path.startsWith(`${folder}/`));
  return Object.fromEntries(inside.map(({ path, content }) => [path.slice(folder.length + 1), content]));
}
