import { expect, test } from "vitest";
import { runbookRules } from "../../../src/verify/checks/runbook-rules.ts";
import type { Folder } from "../../../src/verify/folder.ts";
import type { Edits } from "../checkout.ts";
import { rampFolder } from "../ramp.ts";
import { hostileFolders } from "../routed.ts";

const rules = "dist/production/ramp/rules.yaml";
const hint = "render the folder again with rampart compile";
const definition = ["alerts", "ErrorsHigh"];
const alert = ["groups", 1, "rules", 4];
const inRules = (change: (text: string) => string): Edits => ({ "rules.yaml": change });
const inRunbook = (change: (text: string) => string): Edits => ({ "RUNBOOK.md": change });
const lineOf = (folder: Folder, words: string) =>
  (folder.files.get("RUNBOOK.md") ?? "").split("\n").findIndex((line) => line.includes(words)) + 1;

const cases: Record<string, readonly [edits: Edits, reports: readonly object[]]> = {
  "what was compiled": [{}, []],
  "an alert whose comparison is turned round": [
    inRules((text) => text.replace("} > 0.05", "} < 0.05")),
    [
      {
        message: 'Alert "ErrorsHigh" has another expression than the runbook shows',
        hint,
        file: rules,
        path: [...alert, "expr"],
        definition,
      },
    ],
  ],
  "a record that takes no errors for no data": [
    inRules((text) => text.replace(/ or 0 \* sum\(rate\(http_requests_total\{version="old"\}\[5m\]\)\)/, "")),
    [
      {
        message: 'Record "variant:errors:ratio_rate5m" has another expression than the runbook shows',
        hint,
        file: rules,
        path: ["groups", 1, "rules", 0, "expr"],
      },
    ],
  ],
  "an alert that waits longer": [
    inRules((text) => text.replace("for: 2m", "for: 20m")),
    [
      {
        message: 'Alert "CandidateDown" has for "20m", which its row of the runbook does not tell',
        hint,
        file: rules,
        path: ["groups", 1, "rules", 6, "for"],
        definition: ["alerts", "CandidateDown"],
      },
    ],
  ],
  "an alert that does not wait": [
    inRules((text) => text.replace("        for: 2m\n", "")),
    [
      {
        message: 'Alert "CandidateDown" has no for, which its row of the runbook does not tell',
        hint,
        file: rules,
        path: ["groups", 1, "rules", 6],
        definition: ["alerts", "CandidateDown"],
      },
    ],
  ],
  "an alert of another severity": [
    inRules((text) => text.replace("severity: critical", "severity: info")),
    [
      {
        message: 'Alert "ErrorsHigh" has severity "info", which its row of the runbook does not tell',
        hint,
        file: rules,
        path: [...alert, "labels", "severity"],
        definition,
      },
    ],
  ],
  "a runbook by other templates, which shows no expressions and has no table": [
    inRunbook((text) => text.replaceAll("```promql", "```text").replaceAll("| [", "| *[")),
    [],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...runbookRules.check(rampFolder(edits))]).toEqual(reports);
});

test("a record that the runbook shows and no rule records", () => {
  const folder = rampFolder(inRules((text) => text.replaceAll("record: variant:latency:p95_rate5m", "record: variant:latency:p96_rate5m")));
  const told = [...runbookRules.check(folder)];
  expect(told).toHaveLength(2);
  expect(told[0]).toEqual({
    message: 'The runbook shows an expression that is recorded as "variant:latency:p95_rate5m", but no rule records that',
    hint,
    file: "dist/production/ramp/RUNBOOK.md",
    line: lineOf(folder, "Baseline, recorded as `variant:latency:p95_rate5m`") + 3,
  });
});

test("comes through whatever a stranger commits", () => {
  for (const folder of hostileFolders()) expect([...runbookRules.check(folder)]).toEqual([]);
});
