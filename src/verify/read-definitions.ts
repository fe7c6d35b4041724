import { createRenderer, createStandingContext, type Tree } from "../compile/compile.ts";
import type { Context } from "../compile/context.ts";
import { packageVersion } from "../project/package-version.ts";
import { withFreshCache } from "../project/with-fresh-cache.ts";
import { readProject, type Project } from "../project/read-project.ts";
import { invalidFindings } from "./definition-invalid.ts";
import type { Finding } from "./finding.ts";

/** The definitions of a project, run and compiled, and what of them could not be. */
export interface Definitions {
  /** `undefined` when the project could not be read at all. */
  readonly project: Project | undefined;
  readonly contexts: readonly Context[];
  readonly trees: readonly Tree[];
  readonly invalid: readonly Finding[];
}

/** Runs the definitions of a project and compiles them in memory. `fresh` trusts no bundle that an earlier run has left. */
export async function readDefinitions(root: string, { fresh }: { readonly fresh: boolean }): Promise<Definitions> {
  let project: Project;
  try {
    project = fresh ? await withFreshCache((cache) => readProject(root, cache)) : await readProject(root);
  } catch (error) {
    return { project: undefined, contexts: [], trees: [], invalid: invalidFindings(error, "rollouts") };
  }
  return { project, ...compiled(project) };
}

function compiled(project: Project): Omit<Definitions, "project"> {
  const contexts: Context[] = [];
  const trees: Tree[] = [];
  const invalid: Finding[] = [];
  try {
    const render = createRenderer(project, { version: packageVersion() });
    for (const standing of project.standings) {
      try {
        const context = createStandingContext(project, standing, standing.stage);
        contexts.push(context);
        trees.push(render(context));
      } catch (error) {
        invalid.push(...invalidFindings(error, project.rollouts.get(standing.rollout)?.file ?? "rollouts"));
      }
    }
  } catch (error) {
    invalid.push(...invalidFindings(error, "rampart.config.ts"));
  }
  return { contexts, trees, invalid };
}
