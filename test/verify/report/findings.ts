import type { Finding } from "../../../src/verify/finding.ts";
import type { Report } from "../../../src/verify/report/report.ts";

const rules = `groups:
  - name: checkout
    rules:
      - alert: CheckoutErrors
        expr: sum(rate(errors[1m]) > 0.001
`;

const long = `first line\n${"word ".repeat(60)}here${" word".repeat(60)}\n`;

const findings: readonly Finding[] = [
  {
    code: "promql-syntax",
    severity: "error",
    message: 'The expression of CheckoutErrors is no PromQL: expected ")"',
    hint: "close the parenthesis",
    file: "dist/production/checkout/rules.yaml",
    position: { line: 5, column: 9 },
    definition: { file: "rollouts/checkout.ts", path: "alerts.CheckoutErrors.when", position: { line: 40, column: 7 } },
  },
  {
    code: "runbook-links",
    severity: "warning",
    message: "The runbook links to #gone, which it does not have",
    file: "dist/production/checkout/RUNBOOK.md",
    position: { line: 2, column: 301 },
  },
  {
    code: "rules-labels",
    severity: "notice",
    message: "The alert has no label team (silenced until 2026-12-01 by shop-team: renamed next week)",
    hint: "add it",
    file: "dist/production/checkout/manifests/prometheusrule.yaml",
    silenced: { until: "2026-12-01", reason: "renamed next week", owner: "shop-team" },
  },
];

/** A report of three findings, one of each severity. */
export const report: Report = {
  findings,
  broken: false,
  checks: [
    { code: "promql-syntax", severity: "error", description: "expressions are PromQL" },
    { code: "rules-labels", severity: "warning", description: "rules have the labels that route them" },
    { code: "runbook-links", severity: "warning", description: "links of the runbook lead somewhere" },
    { code: "tree-equal", severity: "error", description: "dist/ is what the definitions compile to" },
  ],
  looked: { folders: 3, rollouts: 1, dataOnly: true, base: { revision: "origin/main", transitions: 1 } },
  text: (file) => (file.endsWith("rules.yaml") ? rules : file.endsWith("RUNBOOK.md") ? long : undefined),
  version: "1.2.3",
  prefix: "deploy/",
  color: false,
  page: (code) => (code === "promql-syntax" ? "# promql-syntax\n\nExpressions are PromQL.\n" : undefined),
};

/** A report of a project in which nothing was found. */
export const clean: Report = { ...report, findings: [], looked: { folders: 3, rollouts: 1, dataOnly: false } };

const attack =
  "\u001b[2J\r\n::error file=x::forged\n##[add-mask]secret\u202e</failure><script>alert(1)</script>]]>\n# Approved\n- [x] done @org/team fixes #1 <!-- rampart-verify --> | a | ![x](http://evil.example/x.png) %0A::add-mask::y";

/** A report in which everything that others can write tries to be more than text. */
export const hostile: Report = {
  ...report,
  findings: [
    {
      code: "transition-files",
      severity: "error",
      message: attack,
      hint: attack,
      file: `::stop-commands::x\n${attack}`,
      position: { line: 1, column: 3 },
      definition: { file: `rollouts/${attack}.ts`, path: attack, position: { line: 1, column: 1 } },
      silenced: { until: "2026-12-01", reason: attack, owner: attack },
    },
  ],
  text: () => `${attack}\n`,
};
