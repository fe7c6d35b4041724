import { renderedFolder } from "../rendered-folder.ts";
import { perFolder } from "../per-folder.ts";
import { runbookBlocks, runbookLines } from "./runbook-blocks.ts";

/** PromQL that a runbook shows. */
export interface ShownExpression {
  readonly expr: string;
  /** Line of its first line, from 1. */
  readonly line: number;
  /** Anchor of the section it stands in. */
  readonly section: string;
  /** The series as which it is recorded, where the runbook says so right before it. */
  readonly record: string | undefined;
}

/** Every expression that the runbook of a folder shows, with what it says of it. */
export const shownExpressions = perFolder((folder): readonly ShownExpression[] => {
  const lines = runbookLines(folder);
  const headings = [...renderedFolder(folder).sections].map(([anchor, { line }]) => ({ anchor, line }));
  return runbookBlocks(folder).flatMap(({ language, line, code }): readonly ShownExpression[] => {
    if (language !== "promql") return [];
    const before = lines.slice(Math.max(0, line - 4), line - 2).findLast((one) => one.trim() !== "") ?? "";
    const [, record] = /\b[Rr]ecorded as `([\w:]{1,200})`/.exec(before) ?? [];
    return [{ expr: code.trim(), line, section: headings.findLast((heading) => heading.line < line)?.anchor ?? "", record }];
  });
});
