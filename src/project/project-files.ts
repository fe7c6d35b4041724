import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { codeUnitOrder } from "../base/code-unit-order.ts";

/** The files a project is made of, by paths with `/` relative to its root, in code-unit order. */
export interface ProjectFiles {
  readonly environments: readonly string[];
  readonly rollouts: readonly string[];
  /** `rampart.config.ts`, or nothing. */
  readonly config: readonly string[];
  readonly states: readonly string[];
  readonly ledgers: readonly string[];
}

/** Name of the file with a project's settings. */
export const configFile = "rampart.config.ts";

/** Lists the files of a project. */
export function projectFiles(root: string): ProjectFiles {
  return {
    environments: filesBelow(root, "environments", ".ts", false),
    rollouts: filesBelow(root, "rollouts", ".ts", true),
    config: existsSync(join(root, configFile)) ? [configFile] : [],
    states: filesBelow(root, "environments", ".yaml", true),
    ledgers: filesBelow(root, "environments", ".ledger.jsonl", true),
  };
}

/** Files with an extension below a folder of the root. */
export function filesBelow(root: string, folder: string, extension: string, recursive: boolean): readonly string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true, recursive })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension) && !entry.name.endsWith(`.d${extension}`))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .toSorted(codeUnitOrder);
}
