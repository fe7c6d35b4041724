import { paint, type Paint } from "../../base/paint.ts";
import type { Finding, Position, Severity } from "../finding.ts";
import type { Report, Reporter } from "./report.ts";
import { summary } from "./summary.ts";
import { visible } from "./visible.ts";

const widest = 120;

/** For people at a terminal: each finding with the lines it is about. */
export const text: Reporter = (report) => {
  const colors = paint(report.color);
  const blocks = report.findings.map((finding) => block(finding, report, colors));
  const { bold } = colors;
  return `${[...blocks, bold(tame(summary(report)))].join("\n\n")}\n`;
};

function block(finding: Finding, report: Report, { bold, dim, red, yellow, cyan }: Paint): string {
  const { code, severity, message, hint, file, position, definition } = finding;
  const color: Record<Severity, (text: string) => string> = { error: red, warning: yellow, notice: cyan };
  const source = position === undefined ? [] : excerpt(report.text(file), position).map((line) => dim(tame(line)));
  return [
    `${bold(tame(`${file}${at(position)}`))}  ${color[severity](severity)}  ${tame(code)}`,
    `  ${tame(message)}`,
    ...source,
    ...(hint === undefined ? [] : [`  ${dim("hint")}  ${tame(hint)}`]),
    ...(definition === undefined
      ? []
      : [`  ${dim("from")}  ${tame(`${definition.file}${at(definition.position)}  ${definition.path}`.trimEnd())}`]),
    `  ${dim("page")}  rampart explain ${tame(code)}`,
  ].join("\n");
}

function at(position: Position | undefined): string {
  return position === undefined ? "" : `:${position.line}:${position.column}`;
}

/** The line before and the line itself, with a mark below the column. Long lines are cut around it. */
function excerpt(source: string | undefined, { line, column }: Position): readonly string[] {
  const lines = source?.split("\n");
  const whole = lines?.[line - 1];
  if (lines === undefined || whole === undefined) return [];
  const start = column > widest - 20 ? column - 40 : 0;
  const cut = (text: string) => {
    const part = visible(text.slice(start, start + widest).replaceAll("\t", " "));
    return `${start > 0 && text.length > start ? "…" : ""}${part}${text.length > start + widest ? "…" : ""}`;
  };
  const width = String(line).length;
  const before = line > 1 ? [`  ${String(line - 1).padStart(width)} | ${cut(lines[line - 2] ?? "")}`.trimEnd()] : [];
  const indent = visible(whole.slice(start, Math.max(start, column - 1)).replaceAll("\t", " ")).length + (start > 0 ? 1 : 0);
  return [...before, `  ${line} | ${cut(whole)}`, `  ${" ".repeat(width)} | ${" ".repeat(indent)}^`];
}

/** Text of others on one line, in which GitHub's log reader finds no command either: it takes `::` at the start and `##[` anywhere. */
function tame(text: string): string {
  return visible(text)
    .replaceAll("##[", "##\\[")
    .replace(/^(\s*):(?=:)/, "$1\\:");
}
