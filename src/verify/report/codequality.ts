import type { Finding, Severity } from "../finding.ts";
import { fingerprints } from "./fingerprints.ts";
import { tame } from "./json.ts";
import type { Report, Reporter } from "./report.ts";
import { visible } from "./visible.ts";

const severities: Record<Severity, string> = { error: "major", warning: "minor", notice: "info" };

/**
 * For the widget and the margin of a GitLab merge request.
 * @see https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export const codequality: Reporter = (report) => {
  const prints = fingerprints(report.findings);
  const issues = report.findings.map((finding, index) => issue(finding, prints[index] ?? "", report));
  return `${tame(JSON.stringify(issues, null, 2))}\n`;
};

/** One finding. One of a whole file stands at its first line: without a line it would not be shown. */
function issue({ code, severity, message, hint, file, position }: Finding, fingerprint: string, { prefix }: Report) {
  return {
    type: "issue",
    check_name: code,
    description: visible(hint === undefined ? message : `${message}. → ${hint}`),
    severity: severities[severity],
    fingerprint,
    location: { path: visible(`${prefix}${file}`), lines: { begin: position?.line ?? 1 } },
  };
}
