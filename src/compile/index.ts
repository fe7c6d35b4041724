/** The compiler as a library: read a project, render it, write it. */
export type { Artifact } from "./artifact.ts";
export { compile, compileAllStages, type Compiler, type Selection, type Tree } from "./compile.ts";
export type { Config } from "./config.ts";
export { createContext, type Context, type ContextInput } from "./context.ts";
export type { Generator } from "./generator.ts";
export { builtIn } from "./generators/index.ts";
export { Lock } from "./lock.ts";
export { Environment } from "../model/environment.ts";
export { LedgerEntry } from "../model/ledger-entry.ts";
export { Rollout } from "../model/rollout.ts";
export { State } from "../model/state.ts";
export { checkRollout } from "../model/check-rollout.ts";
export { findRoot } from "../project/find-root.ts";
export { packageVersion } from "../project/package-version.ts";
export { readProject, type Project, type Standing } from "../project/read-project.ts";
export { compareFolder, type Difference } from "../project/folder-files.ts";
export { writeFolder } from "../project/write-folder.ts";
