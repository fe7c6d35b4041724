/**
 * What definitions, settings and generators are written with. Nothing here
 * loads a library: reading a definition costs no more than the definition.
 * The compiler itself is in `rampart/compile`.
 */
export type { Artifact } from "./compile/artifact.ts";
export type { Config } from "./compile/config.ts";
export type { Context } from "./compile/context.ts";
export { defineConfig } from "./compile/define-config.ts";
export { defineGenerator } from "./compile/define-generator.ts";
export type { Generator } from "./compile/generator.ts";
export { defineEnvironment } from "./model/define-environment.ts";
export { defineRollout, type RolloutDefinition } from "./model/define-rollout.ts";
export type { Environment } from "./model/environment.ts";
export type { Rollout } from "./model/rollout.ts";
export type { Check, Report } from "./verify/check.ts";
export { defineCheck } from "./verify/define-check.ts";
export type { Finding } from "./verify/finding.ts";
export type { Folder } from "./verify/folder.ts";
