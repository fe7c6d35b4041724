import type { Finding, Position, Severity } from "../finding.ts";
import { fingerprints } from "./fingerprints.ts";
import { tame } from "./json.ts";
import type { Report, Reporter } from "./report.ts";
import { visible } from "./visible.ts";

const levels: Record<Severity, string> = { error: "error", warning: "warning", notice: "note" };

/**
 * For code scanning: rules with their pages, results with regions, and
 * fingerprints by which a result is known again.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
 */
export const sarif: Reporter = (report) => {
  const prints = fingerprints(report.findings);
  const codes = report.checks.map(({ code }) => code);
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "rampart", semanticVersion: report.version, rules: report.checks.map((check) => rule(check, report)) } },
        automationDetails: { id: report.looked.base === undefined ? "rampart/verify/" : "rampart/verify-change/" },
        originalUriBaseIds: { SRCROOT: { description: { text: "The root of the repository." } } },
        columnKind: "utf16CodeUnits",
        invocations: [{ executionSuccessful: !report.broken }],
        results: report.findings.map((finding, index) => result(finding, codes.indexOf(finding.code), prints[index] ?? "", report)),
      },
    ],
  };
  return `${tame(JSON.stringify(log, null, 2))}\n`;
};

function rule({ code, severity, description }: Report["checks"][number], { page }: Report) {
  const help = page(code);
  return {
    id: code,
    shortDescription: { text: visible(description) },
    defaultConfiguration: { level: levels[severity] },
    help: help === undefined ? { text: `rampart explain ${code}` } : { text: help, markdown: help },
  };
}

function result(
  { code, severity, message, hint, file, position, definition, silenced }: Finding,
  ruleIndex: number,
  print: string,
  { prefix }: Report,
) {
  return {
    ruleId: code,
    ...(ruleIndex === -1 ? {} : { ruleIndex }),
    level: levels[severity],
    message: { text: visible(hint === undefined ? message : `${message}. → ${hint}`) },
    locations: [location(`${prefix}${file}`, position)],
    ...(definition === undefined
      ? {}
      : {
          relatedLocations: [
            {
              id: 1,
              message: { text: visible(definition.path === "" ? "the definition" : definition.path) },
              ...location(`${prefix}${definition.file}`, definition.position),
            },
          ],
        }),
    partialFingerprints: { "rampart/v1": print },
    ...(silenced === undefined
      ? {}
      : {
          suppressions: [{ kind: "external", justification: visible(`${silenced.reason} (${silenced.owner}, until ${silenced.until})`) }],
        }),
  };
}

/** Findings of a whole file point to its first line: code scanning shows no result without a region. */
function location(path: string, position: Position | undefined) {
  const { line, column } = position ?? { line: 1, column: 1 };
  return {
    physicalLocation: {
      artifactLocation: { uri: path.split("/").map(encodeName).join("/"), uriBaseId: "SRCROOT" },
      region: { startLine: line, startColumn: column },
    },
  };
}

function encodeName(name: string): string {
  return encodeURIComponent(name.toWellFormed());
}
