import { expect, test } from "vitest";
import { runbookLinks } from "../../../src/verify/checks/runbook-links.ts";
import { folderOf, type Folder } from "../../../src/verify/folder.ts";
import { rampFolder } from "../ramp.ts";

const runbook = "dist/production/ramp/RUNBOOK.md";
const hint = "correct the link, or add what it leads to";
const staging = folderOf("staging", "ramp", [{ path: "RUNBOOK.md", content: "# Ramp\n\n## Stage full\n" }]);

function linking(text: string): Folder {
  return folderOf("production", "ramp", [{ path: "RUNBOOK.md", content: `# Ramp\n\n${text}\n` }]);
}

const cases: Readonly<Record<string, readonly [folders: readonly Folder[], reports: readonly object[]]>> = {
  "what is rendered leads somewhere": [[rampFolder()], []],
  "from an alert to the runbook": [
    [rampFolder({ "rules.yaml": (text) => text.replace("RUNBOOK.md#errorshigh", "RUNBOOK.md#errors-high") })],
    [
      {
        message: 'Annotation runbook_url of alert "ErrorsHigh" links to the runbook\'s "#errors-high", which has no heading',
        hint,
        file: "dist/production/ramp/rules.yaml",
        path: ["groups", 1, "rules", 4, "annotations", "runbook_url"],
      },
    ],
  ],
  "from an alert to a panel": [
    [rampFolder({ "rules.yaml": (text) => text.replace(/viewPanel=panel-\d+/, "viewPanel=panel-7") })],
    [
      {
        message: 'Annotation dashboard_url of alert "ErrorsHigh" links to panel 7, which the dashboard does not have',
        hint,
        file: "dist/production/ramp/rules.yaml",
        path: ["groups", 1, "rules", 4, "annotations", "dashboard_url"],
      },
    ],
  ],
  "from an alert to what is no panel": [
    [rampFolder({ "rules.yaml": (text) => text.replace(/viewPanel=panel-\d+/, "viewPanel=latency") })],
    [
      {
        message: 'Annotation dashboard_url of alert "ErrorsHigh" links to panel latency, which the dashboard does not have',
        hint,
        file: "dist/production/ramp/rules.yaml",
        path: ["groups", 1, "rules", 4, "annotations", "dashboard_url"],
      },
    ],
  ],
  "from a panel to the runbook": [
    [rampFolder({ "dashboard.json": (text) => text.replace("RUNBOOK.md#gate-errors", "RUNBOOK.md#gate-error") })],
    [
      {
        message: expect.stringMatching(/^Panel ".*" links to the runbook's "#gate-error", which has no heading$/),
        hint,
        file: "dist/production/ramp/dashboard.json",
        path: ["panels", expect.any(Number)],
      },
    ],
  ],
  "to a runbook that is missing, which is told once elsewhere": [
    [
      folderOf(
        "production",
        "ramp",
        [...rampFolder().files].flatMap(([path, content]) => (path === "RUNBOOK.md" ? [] : [{ path, content }])),
      ),
    ],
    [],
  ],
  "within the runbook": [
    [linking("[a](#b)")],
    [{ message: 'The runbook\'s "#ramp" links to "#b", which has no heading', hint, file: runbook, line: 3 }],
  ],
  "in code, a hash is no link": [[linking("```sh\n# not a heading\n```\n\n[a](#ramp)")], []],
  "to a runbook that is there": [
    [linking("[a](../../staging/ramp/RUNBOOK.md#stage-full) and [b](../../staging/ramp/RUNBOOK.md)"), staging],
    [],
  ],
  "to a heading of another runbook that is not there": [
    [linking("[a](../../staging/ramp/RUNBOOK.md#stage-half)"), staging],
    [
      {
        message: 'The runbook\'s "#ramp" links to "#stage-half" of the runbook of "ramp" in "staging", which has no such heading',
        hint,
        file: runbook,
        line: 3,
      },
    ],
  ],
  "to a runbook that is not there": [
    [linking("\n[a](../../staging/other/RUNBOOK.md)"), staging],
    [{ message: 'The runbook\'s "#ramp" links to the runbook of "other" in "staging", which is not there', hint, file: runbook, line: 4 }],
  ],
};

test.each(Object.entries(cases))("%s", (_, [folders, reports]) => {
  expect([...runbookLinks.check(folders)]).toEqual(reports);
});
