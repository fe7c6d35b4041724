import { lockFile } from "../../compile/lock-file.ts";
import type { Tree } from "../../compile/compile.ts";
import type { ProjectCheck, Report } from "../check.ts";
import type { Folder } from "../folder.ts";

/** What is committed must be what the definitions say, both ways: nothing missing, nothing changed, nothing stale. */
export const treeEqual: ProjectCheck = {
  code: "tree-equal",
  severity: "error",
  description: "dist/ is what the definitions compile to, nothing missing, changed or stale",
  scope: "project",
  supersedes: ["tree-lock", "tree-stray", "tree-resource", "transition-rendered"],
  silenceable: false,
  compiled: ({ context: { definition }, tree, folder }) => {
    if (folder !== undefined) return folderReports(folder, tree, definition);
    const file = `dist/${tree.environment}/${tree.rollout}`;
    return [{ message: `"${file}" is missing: ${definition} renders it`, hint, file }];
  },
  *check({ project, folders }) {
    const wanted = new Set(project.standings.map(({ environment, rollout }) => `${environment}/${rollout}`));
    for (const { environment, rollout, path } of folders) {
      if (!wanted.has(`${environment}/${rollout}`))
        yield {
          message: `"${path}" is stale: no ladder renders it`,
          hint: "run `rampart compile`, which removes it, and commit dist/",
          file: path,
        };
    }
  },
};

const hint = "run `rampart compile` and commit dist/";

function folderReports(folder: Folder, { artifacts }: Tree, definition: string): readonly Report[] {
  const wanted = new Set(artifacts.map(({ path }) => path));
  const reports = artifacts.flatMap(({ path, content }): readonly Report[] => {
    const file = `${folder.path}/${path}`;
    const text = folder.files.get(path);
    if (text === content) return [];
    if (text === undefined) return [{ message: `"${file}" is missing: ${definition} compiles to it`, hint, file }];
    return [{ ...difference(text, content, definition), hint, file }];
  });
  const stale = [...folder.files.keys()].flatMap((path): readonly Report[] =>
    wanted.has(path)
      ? []
      : [{ message: `"${folder.path}/${path}" is stale: ${definition} does not compile to it`, hint, file: `${folder.path}/${path}` }],
  );
  // The lock differs whenever a file does; by itself it is worth a word.
  const lock = `${folder.path}/${lockFile}`;
  const others = [...reports, ...stale].filter(({ file }) => file !== lock);
  return others.length > 0 && folder.files.has(lockFile) ? others : [...reports, ...stale];
}

function difference(text: string, content: string, definition: string): Pick<Report, "message" | "line"> {
  const [is, expected] = [text.split("\n"), content.split("\n")];
  const index = is.findIndex((line, at) => line !== expected[at]);
  const at = index === -1 ? is.length : index;
  return {
    message: `Line ${at + 1} is not what ${definition} compiles to: has ${shown(is[at])}, expected ${shown(expected[at])}`,
    line: Math.min(at + 1, is.length),
  };
}

function shown(line: string | undefined): string {
  if (line === undefined) return "no such line";
  const text = line.trim() === "" ? line : line.trim();
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);
}
