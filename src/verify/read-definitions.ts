import { withFreshCache } from "../project/with-fresh-cache.ts";
import { readConfig, readProject } from "../project/read-project.ts";
import { compilingOf, type Compiling } from "./compiling.ts";
import { invalidFindings } from "./definition-invalid.ts";
import type { Finding } from "./finding.ts";

/** The definitions of a project, run and ready to be compiled, and what of them could not be read. */
export interface Definitions {
  /** `undefined` when the project could not be read at all. */
  readonly compiling: Compiling | undefined;
  readonly invalid: readonly Finding[];
}

/** Runs the definitions of a project. `fresh` trusts no bundle that an earlier run has left. */
export async function readDefinitions(root: string, { fresh }: { readonly fresh: boolean }): Promise<Definitions> {
  try {
    const project = fresh ? await withFreshCache((cache) => readProject(root, cache)) : await readProject(root);
    return { compiling: compilingOf(project), invalid: [] };
  } catch (error) {
    return { compiling: undefined, invalid: invalidFindings(error, "rollouts") };
  }
}

/** Runs the settings of a project, for another thread than the one that runs its definitions. Trusts no bundle. */
export function readFreshConfig(root: string): Promise<unknown> {
  return withFreshCache((cache) => readConfig(root, cache));
}
