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
  readonly overrides: readonly string[];
  readonly confirmations: readonly string[];
  /** `environments/stop.yaml`, or nothing. */
  readonly stops: readonly string[];
}

/** Name of the file with a project's settings. */
export const configFile = "rampart.config.ts";

/** Path of the file that stops the line, below the project's root. */
export const stopFile = "environments/stop.yaml";

/** Lists the files of a project. */
export function projectFiles(root: string): ProjectFiles {
  const records = filesBelow(root, "environments", ".yaml", true);
  const isOverrides = (file: string): boolean => file.endsWith(".overrides.yaml");
  return {
    environments: filesBelow(root, "environments", ".ts", false),
    rollouts: filesBelow(root, "rollouts", ".ts", true),
    config: existsSync(join(root, configFile)) ? [configFile] : [],
    states: records.filter((file) => file !== stopFile && !isOverrides(file)),
    ledgers: filesBelow(root, "environments", ".ledger.jsonl", true),
    overrides: records.filter(isOverrides),
    confirmations: filesBelow(root, "environments", ".confirmations.jsonl", true),
    stops: records.filter((file) => file === stopFile),
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
