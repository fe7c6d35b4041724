import { expect, test } from "vitest";
import { dashboardSize } from "../../../src/verify/checks/dashboard-size.ts";
import type { Edits } from "../checkout.ts";
import { rampFolder } from "../ramp.ts";

const file = "dist/production/ramp/manifests/dashboard.yaml";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "what is rendered fits": [{}, []],
  "more than an annotation holds": [
    { "manifests/dashboard.yaml": (text) => `${text}# ${"x".repeat(262_144)}\n` },
    [
      {
        message: "The dashboard's object has 299096 bytes, and an annotation that remembers what was applied takes 262144",
        hint: "apply it from the server's side (ServerSideApply=true), or declare fewer signals",
        file,
        line: 1,
      },
    ],
  ],
  "more than an object holds is another's matter": [{ "manifests/dashboard.yaml": (text) => `${text}# ${"x".repeat(1_048_576)}\n` }, []],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...dashboardSize.check(rampFolder(edits))]).toEqual(reports);
});
