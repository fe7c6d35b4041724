import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parsePath } from "../model/problem.ts";
import type { FileProblem } from "./invalid-project.ts";
import { createLocator } from "./create-locator.ts";

/** Adds to each problem of a definition the line and column where the definition says it. */
export async function locateProblems(root: string, problems: readonly FileProblem[]): Promise<readonly FileProblem[]> {
  const locate = await createLocator();
  return problems.map((problem) => {
    const path = join(root, problem.file);
    if (!problem.file.endsWith(".ts") || !existsSync(path)) return problem;
    const position = locate(readFileSync(path, "utf8"), parsePath(problem.path));
    return position === undefined ? problem : { ...problem, position };
  });
}
