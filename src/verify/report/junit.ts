import type { Finding } from "../finding.ts";
import { countBySeverity, type Report, type Reporter } from "./report.ts";
import { visible } from "./visible.ts";

/**
 * For test reports: one case for each finding, and one for each check that
 * found nothing. Warnings and notices are skipped cases, which fail no report.
 * @see https://docs.gitlab.com/ci/testing/unit_test_reports/
 */
export const junit: Reporter = (report) => {
  const { findings, checks } = report;
  const found = new Set(findings.map(({ code }) => code));
  const clean = checks.filter(({ code }) => !found.has(code));
  const { error, warning, notice } = countBySeverity(report);
  const counts = `tests="${findings.length + clean.length}" failures="${error}" errors="0" skipped="${warning + notice}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="rampart verify" ${counts}>`,
    `  <testsuite name="rampart verify" ${counts}>`,
    ...findings.map((finding) => failing(finding, report)),
    ...clean.map(({ code, description }) => `    <testcase classname="${escape(code)}" name="${escape(description)}"/>`),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
};

function failing({ code, severity, message, hint, file, position, definition }: Finding, { prefix }: Report): string {
  const place = `${prefix}${file}${position === undefined ? "" : `:${position.line}:${position.column}`}`;
  const source =
    definition === undefined
      ? []
      : [
          `from ${prefix}${definition.file}${definition.position === undefined ? "" : `:${definition.position.line}:${definition.position.column}`} ${definition.path}`,
        ];
  const body = [`at ${place}`, ...source, ...(hint === undefined ? [] : [`hint: ${hint}`]), `rampart explain ${code}`]
    .map(escape)
    .join("\n");
  const kind = severity === "error" ? "failure" : "skipped";
  return [
    `    <testcase classname="${escape(code)}" name="${escape(place)}" file="${escape(`${prefix}${file}`)}">`,
    `      <${kind}${severity === "error" ? ` type="${escape(code)}"` : ""} message="${escape(`${severity}: ${message}`)}">${body}</${kind}>`,
    "    </testcase>",
  ].join("\n");
}

/** Text for an attribute or an element, without characters that XML cannot hold. */
function escape(text: string): string {
  return visible(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("##[", "&#35;#[")
    .replaceAll(/[\ufffe\uffff]/g, "\ufffd");
}
