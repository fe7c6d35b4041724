import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
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
  const listed = listBelow(root, "environments");
  const records = withEnding(listed, ".yaml");
  const isOverrides = (file: string): boolean => file.endsWith(".overrides.yaml");
  return {
    environments: withEnding(listed, ".ts").filter((file) => dirname(file) === "environments"),
    rollouts: filesBelow(root, "rollouts", ".ts"),
    config: existsSync(join(root, configFile)) ? [configFile] : [],
    states: records.filter((file) => file !== stopFile && !isOverrides(file)),
    ledgers: withEnding(listed, ".ledger.jsonl"),
    overrides: records.filter(isOverrides),
    confirmations: withEnding(listed, ".confirmations.jsonl"),
    stops: records.filter((file) => file === stopFile),
  };
}

/** Regular files with an extension below a folder of the root, in code-unit order. */
export function filesBelow(root: string, folder: string, extension: string): readonly string[] {
  return withEnding(listBelow(root, folder), extension);
}

function listBelow(root: string, folder: string): readonly string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${folder}${entry.parentPath.slice(path.length)}/${entry.name}`.replaceAll("\\", "/"))
    .toSorted(codeUnitOrder);
}

function withEnding(files: readonly string[], ending: string): readonly string[] {
  return files.filter((file) => file.endsWith(ending) && !file.endsWith(`.d${ending}`));
}
