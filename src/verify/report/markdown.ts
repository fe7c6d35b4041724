import { cell, codeSpan, inline } from "../../base/markdown.ts";
import type { Finding } from "../finding.ts";
import { countBySeverity, type Report, type Reporter } from "./report.ts";
import { summary } from "./summary.ts";
import { visible } from "./visible.ts";

/** More rows than anybody reads in a comment, and far below what GitHub takes. */
const mostRows = 50;
const longestCell = 500;

/** By this line a comment is known again; whoever finds it must also look at the author. */
export const commentMarker = "<!-- rampart-verify -->";

/** For a comment on a pull request: what was found, as a table in which nothing of a finding can be more than text. */
export const markdown: Reporter = (report) => {
  const { error, warning } = countBySeverity(report);
  const heading = error > 0 ? "Rampart found errors" : warning > 0 ? "Rampart found warnings" : "Rampart found nothing to correct";
  const shown = report.findings.slice(0, mostRows);
  const left = report.findings.length - shown.length;
  return [
    commentMarker,
    `### ${heading}`,
    "",
    `${inline(short(summary(report)))}`,
    ...(shown.length === 0 ? [] : ["", "| | Where | What |", "|---|---|---|", ...shown.map((finding) => row(finding, report))]),
    ...(left > 0 ? ["", `${left} more in the log of the run.`] : []),
    ...(shown.length === 0 ? [] : ["", "`rampart explain <code>` tells what a check is for and how to correct what it finds."]),
    "",
  ].join("\n");
};

function row({ code, severity, message, hint, file, position, definition }: Finding, { prefix }: Report): string {
  const place = `${prefix}${file}${position === undefined ? "" : `:${position.line}`}`;
  const source = definition?.position === undefined ? "" : ` from ${cell(codeSpan(short(`${prefix}${definition.file}:${definition.position.line}`)))}`;
  const advice = hint === undefined ? "" : `<br>→ ${cell(inline(short(hint)))}`;
  return `| ${severity} ${cell(codeSpan(code))} | ${cell(codeSpan(short(place)))}${source} | ${cell(inline(short(message)))}${advice} |`;
}

/** Without what GitHub's log reader takes for a command, should the comment be printed. */
function short(text: string): string {
  const line = visible(text).replaceAll("##[", "## [");
  return line.length > longestCell ? `${line.slice(0, longestCell - 1)}…` : line;
}
