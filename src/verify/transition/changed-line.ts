/** Where lines that must only grow have not: the number of the first line that differs, and whether it is gone. */
export interface ChangedLine {
  readonly line: number;
  readonly gone: boolean;
}

/** The first line of `before` that `after` does not have in its place; `undefined` where all are kept. */
export function changedLine(before: readonly string[], after: readonly string[]): ChangedLine | undefined {
  const changed = before.findIndex((line, index) => after[index] !== line);
  return changed === -1 ? undefined : { line: changed + 1, gone: after.length <= changed };
}
