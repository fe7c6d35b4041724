import { UserError } from "../base/user-error.ts";
import type { Problem } from "../model/problem.ts";
import type { SourcePosition } from "./create-locator.ts";

/** A {@link Problem} with the file it is in, relative to the project's root. */
export interface FileProblem extends Problem {
  readonly file: string;
  /** Where the definition says it, where that could be found. */
  readonly position?: SourcePosition;
}

/** A project that cannot be read, with everything that is wrong in it. */
export class InvalidProject extends UserError {
  readonly problems: readonly FileProblem[];

  constructor(problems: readonly FileProblem[]) {
    super(
      `${problems.length === 1 ? "1 problem" : `${problems.length} problems`} in the project:\n\n${problems.map(formatProblem).join("\n\n")}`,
    );
    this.problems = problems;
  }
}

function formatProblem({ file, path, message, hint, position }: FileProblem): string {
  const place = position === undefined ? file : `${file}:${position.line}:${position.column}`;
  const where = path === "" ? place : `${place}  ${path}`;
  return [`  ${where}`, `    ${message}`, ...(hint === undefined ? [] : [`    → ${hint}`])].join("\n");
}
