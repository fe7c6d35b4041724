import { cell, codeSpan, inline, phrase, type Markdown } from "../../base/markdown.ts";
import type { Finding } from "../finding.ts";
import { countBySeverity, type Report, type Reporter } from "./report.ts";
import { summary } from "./summary.ts";
import { visible } from "./visible.ts";

/** More rows than anybody reads in a comment. */
const mostRows = 50;
/** GitHub takes 65,536 characters. */
const longestTable = 55_000;
const longestCell = 500;

/** By this line a comment is known again; whoever finds it must also look at the author. */
export const commentMarker = "<!-- rampart-verify -->";

/** For a comment on a pull request: what was found, as a table in which nothing of a finding can be more than text. */
export const markdown: Reporter = (report) => {
  const { error, warning } = countBySeverity(report);
  const heading = error > 0 ? "Rampart found errors" : warning > 0 ? "Rampart found warnings" : "Rampart found nothing to correct";
  const shown = fitting(report.findings.slice(0, mostRows).map((finding) => row(finding, report)));
  const left = report.findings.length - shown.length;
  return [
    commentMarker,
    `### ${heading}`,
    "",
    inline(short(summary(report))).toString(),
    ...(shown.length === 0 ? [] : ["", "| | Where | What |", "|---|---|---|", ...shown]),
    ...(left > 0 ? ["", `${left} more in the log of the run.`] : []),
    ...(shown.length === 0 ? [] : ["", "`rampart explain <code>` tells what a check is for and how to correct what it finds."]),
    "",
  ].join("\n");
};

/** The first rows, as many as a comment holds. */
function fitting(rows: readonly string[]): readonly string[] {
  let length = 0;
  return rows.filter((row) => (length += row.length + 1) <= longestTable);
}

function row({ code, severity, message, hint, file, position, definition }: Finding, { prefix }: Report): string {
  const place = `${prefix}${file}${position === undefined ? "" : `:${position.line}`}`;
  const source =
    definition?.position === undefined ? none : phrase` from ${literal(`${prefix}${definition.file}:${definition.position.line}`)}`;
  const advice = hint === undefined ? none : phrase`<br>→ ${prose(hint)}`;
  return phrase`| ${inline(severity)} ${literal(code)} | ${literal(place)}${source} | ${prose(message)}${advice} |`.toString();
}

const none = phrase``;

function prose(text: string): Markdown {
  return cell(inline(short(text)));
}

function literal(text: string): Markdown {
  return cell(codeSpan(short(text)));
}

/** Without what GitHub's log reader takes for a command, should the comment be printed. */
function short(text: string): string {
  const line = visible(text).replaceAll("##[", "## [");
  return line.length > longestCell ? `${line.slice(0, longestCell - 1)}…` : line;
}
