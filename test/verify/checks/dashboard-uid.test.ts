import { expect, test } from "vitest";
import { dashboardUid } from "../../../src/verify/checks/dashboard-uid.ts";
import { folderOf, type Folder } from "../../../src/verify/folder.ts";
import { rampFolder } from "../ramp.ts";

function folder(rollout: string, dashboard: object): Folder {
  return folderOf("production", rollout, [{ path: "dashboard.json", content: JSON.stringify({ panels: [], ...dashboard }) }]);
}

const place = (rollout: string, path: readonly string[] = ["uid"]) => ({ file: `dist/production/${rollout}/dashboard.json`, path });

const cases: Readonly<Record<string, readonly [folders: readonly Folder[], reports: readonly object[]]>> = {
  "what is rendered has a uid": [[rampFolder()], []],
  "of the longest kind": [[folder("one", { uid: "a".repeat(40) })], []],
  "no dashboard": [[folderOf("production", "one", []), folder("two", { panels: 7 })], []],
  "no uid": [
    [folder("one", {})],
    [{ message: "The dashboard has the uid null", hint: "use letters, digits, hyphens and underscores", ...place("one", []) }],
  ],
  "a space": [
    [folder("one", { uid: "a b" })],
    [{ message: 'The dashboard has the uid "a b"', hint: "use letters, digits, hyphens and underscores", ...place("one") }],
  ],
  "too long": [
    [folder("one", { uid: "a".repeat(41) })],
    [{ message: `The dashboard's uid "${"a".repeat(41)}" has 41 characters, and Grafana takes 40`, hint: "shorten it", ...place("one") }],
  ],
  "that of another": [
    [folder("one", { uid: "a" }), folder("two", { uid: "a" })],
    [
      {
        message: 'The dashboard\'s uid "a" is that of dist/production/one, too: one replaces the other',
        hint: "give one of them another",
        ...place("two"),
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [folders, reports]) => {
  expect([...dashboardUid.check(folders)]).toEqual(reports);
});
