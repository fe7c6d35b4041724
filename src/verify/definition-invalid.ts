import { UserError } from "../base/user-error.ts";
import { InvalidProject } from "../project/invalid-project.ts";
import type { Finding } from "./finding.ts";

/** Code of definitions, settings or data that cannot be read: nothing that needs them could be judged. */
export const definitionInvalid = {
  code: "definition-invalid",
  severity: "error",
  description: "definitions and settings load, and compile",
} as const;

/** Findings of an error that reading or compiling a project ended with; a defect of ours is thrown again. */
export function invalidFindings(error: unknown, fallback: string): readonly Finding[] {
  if (error instanceof InvalidProject) {
    return error.problems.map(({ file, path, message, hint, position }) => {
      const [, name = file, line] = /^(.*\.jsonl):(\d+)$/.exec(file) ?? [];
      const place = position ?? (line === undefined ? undefined : { line: Number(line), column: 1 });
      return finding({ message: path === "" ? message : `${path}: ${message}`, hint, file: name, position: place });
    });
  }
  if (!(error instanceof UserError)) throw error;
  const [, file = fallback, line, column] =
    /^Cannot (?:read|run|use) ((?:rollouts|environments)\/\S+?\.ts|rampart\.config\.ts)(?::(\d+):(\d+))?:/.exec(error.message) ?? [];
  const position = line === undefined || column === undefined ? undefined : { line: Number(line), column: Number(column) };
  return [finding({ message: error.message, hint: error.hint, file, position })];
}

function finding({
  message,
  hint,
  file,
  position,
}: {
  readonly message: string;
  readonly hint: string | undefined;
  readonly file: string;
  readonly position: Finding["position"] | undefined;
}): Finding {
  const { code, severity } = definitionInvalid;
  return { code, severity, message, ...(hint === undefined ? {} : { hint }), file, ...(position === undefined ? {} : { position }) };
}
