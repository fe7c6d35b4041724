import { expect, test } from "vitest";
import { runbookRollout } from "../../../src/verify/checks/runbook-rollout.ts";
import { folderOf, type Folder } from "../../../src/verify/folder.ts";
import type { Edits } from "../checkout.ts";
import { rampFolder } from "../ramp.ts";
import { hostileFolders, routedFolder } from "../routed.ts";

const hint = "render the folder again with rampart compile";
const inRunbook = (change: (text: string) => string): Edits => ({ "RUNBOOK.md": change });
const inRollout = (change: (text: string) => string): Edits => ({ "rollout.yaml": change });

/** What is told, and the line it is told of. */
const cases: Record<string, readonly [edits: Edits, told: readonly (readonly [message: string, line: string | RegExp])[]]> = {
  "what was compiled": [{}, []],
  "another share": [
    inRunbook((text) => text.replace("- **Candidate share:** 50 %", "- **Candidate share:** 5 %")),
    [['The runbook tells a candidate share of 5 % for stage "canary-50", rollout.yaml 50 %', "- **Candidate share:** 5 %"]],
  ],
  "another hold": [
    inRunbook((text) => text.replace("- **Hold:** 24h", "- **Hold:** 2d")),
    [['The runbook tells a hold of 2d for stage "canary-50", rollout.yaml 86400 seconds', "- **Hold:** 2d"]],
  ],
  "the same hold in other words": [inRunbook((text) => text.replace("- **Hold:** 24h", "- **Hold:** 1d")), []],
  "no hold": [
    inRunbook((text) => text.replace("- **Hold:** 24h\n", "")),
    [['The runbook tells a hold of 0s for stage "canary-50", rollout.yaml 86400 seconds', /Earliest/]],
  ],
  "a gate is left out of a stage": [
    inRunbook((text) =>
      text.replace(
        "- **Gates to leave it:** [errors](#gate-errors), [latency](#gate-latency)",
        "- **Gates to leave it:** [errors](#gate-errors)",
      ),
    ),
    [
      [
        'The runbook names "errors" to leave stage "canary-5", rollout.yaml "errors", "latency"',
        "- **Gates to leave it:** [errors](#gate-errors)",
      ],
    ],
  ],
  "a gate is left out of the ladder": [
    inRunbook((text) => text.replace("2h | [errors](#gate-errors), [latency](#gate-latency) |", "2h | [latency](#gate-latency) |")),
    [['The runbook names "latency" to leave stage "canary-5", rollout.yaml "errors", "latency"', /^\| 2 \| \[canary-5\]/]],
  ],
  "another limit of a gate, and the number it is judged by": [
    inRunbook((text) => text.replace("- **Do not advance while:** above 0.1 %", "- **Do not advance while:** above 0.10 %")),
    [['The runbook tells "above 0.10 %" for gate "errors", rollout.yaml "above 0.1 %"', "- **Do not advance while:** above 0.10 %"]],
  ],
  "a gate has no rollback limit any more": [
    inRollout((text) => text.replace("      rollback: above 5 %\n", "")),
    [['The runbook tells "above 5 % for 5m without a break" for gate "errors", rollout.yaml no such limit', /Roll back when/]],
  ],
  "an expression compares a gate with another number": [
    inRunbook((text) => text.replace("<= bool 0.001\n", "<= bool 0.01\n")),
    [['The runbook compares gate "errors" with 0.01, which is none of its limits: 0.1 %, 5 %', "# Within the hold limit"]],
  ],
  "other samples of a gate": [
    inRollout((text) => text.replace("minimumSamples: 0", "minimumSamples: 500")),
    [['The runbook tells 0 samples for gate "errors", rollout.yaml 500', /Counts with/]],
  ],
  "other approvals": [
    inRollout((text) => text.replace("advance: 1", "advance: 2")),
    [["The runbook tells approvals: 1 to advance, 0 to roll back; rollout.yaml 2 to advance, 0 to roll back", /Approvals/]],
  ],
  "a freeze that the runbook does not tell": [
    inRollout((text) =>
      text.replace(
        "freezes: []",
        'freezes:\n      - name: year-end\n        from: "2026-12-19"\n        to: "2027-01-04"\n        reason: Nobody is there\n        owner: Head',
      ),
    ),
    [['The runbook does not tell freeze "year-end" from 2026-12-19 to 2027-01-04, which rollout.yaml has', /Working hours/]],
  ],
  "a freeze that only the runbook tells": [
    inRunbook((text) => text.replace(/(## Environment\n)/, "$1\n| `easter` | 2027-03-26 | 2027-03-29 | Holidays | Head |\n")),
    [['The runbook tells freeze "easter", which rollout.yaml does not have', /easter/]],
  ],
  "an owner more": [
    inRollout((text) => text.replace("  owners:\n", "  owners:\n    - name: other\n      role: Other\n      reachable: true\n")),
    [["The runbook tells 1 contacts, rollout.yaml 2 owners", "| Role | Reach | Duty |"]],
  ],
  "an image that the runbook does not tell": [
    { "values.yaml": () => `image: sha256:${"0".repeat(64)}\n`, "RUNBOOK.md": (text) => `${text}\nsha256:${"1".repeat(64)}\n` },
    [["The runbook does not tell the image sha256:000000000000… that values.yaml deploys", /^sha256:1/]],
  ],
  "a runbook by other templates is compared where it uses the same words": [
    inRunbook((text) => text.replaceAll("- **", "* **").replaceAll("| ", "|").replaceAll(" bool ", " ")),
    [],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edits, told]) => {
  const folder = withValues(edits);
  const lines = (folder.files.get("RUNBOOK.md") ?? "").split("\n");
  const reports = [...runbookRollout.check(folder)];
  expect(reports.map(({ message }) => message)).toEqual(told.map(([message]) => message));
  for (const [index, report] of reports.entries()) {
    expect(report).toMatchObject({ hint, file: "dist/production/ramp/RUNBOOK.md" });
    expect(lines[(report.line ?? 0) - 1]).toMatch(told[index]?.[1] ?? "");
  }
});

/** `ramp` has no values of its own. */
function withValues({ "values.yaml": values, ...edits }: Edits): Folder {
  const folder = rampFolder(edits);
  if (typeof values !== "function") return folder;
  return folderOf("production", "ramp", [
    ...[...folder.files].map(([path, content]) => ({ path, content })),
    { path: "values.yaml", content: values("") },
  ]);
}

test("a route that is told and is not there", () => {
  const folder = routedFolder({ "manifests/httproute.yaml": undefined });
  expect([...runbookRollout.check(routedFolder())]).toEqual([]);
  expect([...runbookRollout.check(folder)].map(({ message }) => message)).toEqual([
    "The runbook tells of a route by Gateway, but there is no HTTPRoute",
  ]);
});

test("an Ingress of another class than is told", () => {
  const folder = routedFolder({ "manifests/ingress-canary.yaml": ["ingressClassName: nginx", "ingressClassName: internal"] });
  expect([...runbookRollout.check(folder)].map(({ message }) => message)).toEqual([
    'The runbook tells of Ingresses of class nginx, but one is of class "internal"',
  ]);
});

test("comes through whatever a stranger commits", () => {
  for (const folder of hostileFolders()) expect([...runbookRollout.check(folder)]).toEqual([]);
});
