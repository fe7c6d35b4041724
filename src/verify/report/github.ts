import type { Finding, Severity } from "../finding.ts";
import type { Report, Reporter } from "./report.ts";
import { summary } from "./summary.ts";
import { visible } from "./visible.ts";

/** GitHub shows ten annotations of a kind for each step; the gravest come first. */
const order: readonly Severity[] = ["error", "warning", "notice"];

/**
 * Workflow commands, which GitHub Actions shows as annotations of the changed
 * files.
 * @see https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#setting-an-error-message
 */
export const github: Reporter = (report) => {
  const sorted = order.flatMap((severity) => report.findings.filter((finding) => finding.severity === severity));
  return `${[...sorted.map((finding) => annotation(finding, report)), `rampart: ${visible(summary(report)).replaceAll("##[", "##\\[")}`].join("\n")}\n`;
};

function annotation({ code, severity, message, hint, file, position, definition }: Finding, { prefix }: Report): string {
  const properties = [
    ["file", `${prefix}${file}`],
    ...(position === undefined ? [] : [["line", String(position.line)] as const, ["col", String(position.column)] as const]),
    ["title", `rampart ${code}`],
  ] as const;
  const source =
    definition === undefined
      ? undefined
      : `from ${prefix}${definition.file}${definition.position === undefined ? "" : `:${definition.position.line}`} ${definition.path}`.trimEnd();
  const lines = [
    message,
    ...(hint === undefined ? [] : [`→ ${hint}`]),
    ...(source === undefined ? [] : [source]),
    `rampart explain ${code}`,
  ];
  return `::${severity} ${properties.map(([name, value]) => `${name}=${property(value)}`).join(",")}::${lines.map((line) => data(visible(line))).join("%0A")}`;
}

/** What ends a command's text. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** What ends a property, too. */
function property(text: string): string {
  return data(visible(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
