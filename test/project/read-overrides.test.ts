import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { FileProblem } from "../../src/project/invalid-project.ts";
import { overridesFile, readOverrides } from "../../src/project/read-overrides.ts";
import { readStops } from "../../src/project/read-stops.ts";
import { scratchFolder } from "./scratch-folder.ts";

const overrides = overridesFile("production", "checkout");
const stop = "environments/stop.yaml";
const answered = "reason: Agreed\n    owner: J. Martin\n    expires: 2026-11-20T12:00:00Z\n";

function readBoth(files: Readonly<Record<string, string>>) {
  const root = scratchFolder(files);
  const problems: FileProblem[] = [];
  return { overrides: readOverrides(root, "production", "checkout", problems), stops: readStops(root, problems), problems };
}

test("nothing is decided where there is no file", () => {
  expect(readBoth({})).toEqual({ overrides: [], stops: [], problems: [] });
});

test("reads decisions of every kind", () => {
  const read = readBoth({
    [overrides]: `overrides:
  - kind: gate
    gate: error-rate
    stage: canary-5
    incident: https://incidents.example.com/42
    ${answered}  - kind: freeze
    ${answered}  - kind: hold
    after: 2026-11-19T09:00:00Z
    ${answered}`,
    [stop]: `stops:\n  - environments: all\n    ${answered}  - environments: [staging]\n    ${answered}`,
  });
  const said = { reason: "Agreed", owner: "J. Martin", expires: "2026-11-20T12:00:00Z" };
  expect(read).toEqual({
    overrides: [
      { kind: "gate", gate: "error-rate", stage: "canary-5", incident: "https://incidents.example.com/42", ...said },
      { kind: "freeze", ...said },
      { kind: "hold", after: "2026-11-19T09:00:00Z", ...said },
    ],
    stops: [
      { environments: "all", ...said },
      { environments: ["staging"], ...said },
    ],
    problems: [],
  });
});

const hint = 'expected overrides: a list of kind "gate" (gate, stage), "freeze" or "hold" (after), each with reason, owner and expires';
const stopHint = 'expected stops: a list of environments ("all" or names), reason, owner and expires';

const broken: Readonly<Record<string, readonly [file: string, text: string, problem: Partial<FileProblem>]>> = {
  "no YAML": [overrides, "overrides: [", { path: "", hint }],
  "nothing at all": [overrides, "", { path: "", message: "expected object, got null", hint }],
  "a kind that does not exist": [
    overrides,
    `overrides:\n  - kind: frieze\n    ${answered}`,
    { path: "overrides[0].kind", message: 'expected one of "gate", "freeze", "hold", got "frieze"', hint: 'did you mean "freeze"?' },
  ],
  "nobody answers for it": [
    overrides,
    "overrides:\n  - kind: freeze\n    reason: Agreed\n    expires: 2026-11-20T12:00:00Z\n",
    { path: "overrides[0].owner", message: "is missing: expected string", hint },
  ],
  "a day is no moment": [
    overrides,
    "overrides:\n  - kind: freeze\n    reason: Agreed\n    owner: J. Martin\n    expires: 2026-11-20\n",
    { path: "overrides[0].expires", message: 'expected a UTC time such as "2025-10-15T09:00:00Z", got "2026-11-20"', hint },
  ],
  "a key that does not exist": [stop, `stops:\n  - environment: all\n    ${answered}`, { path: "stops[0].environments", hint: stopHint }],
  "an environment that is none": [stop, `stops:\n  - environments: []\n    ${answered}`, { path: "stops[0].environments", hint: stopHint }],
};

test.each(Object.entries(broken))("%s is told", (_, [file, text, problem]) => {
  const read = readBoth({ [file]: text });
  expect(read).toMatchObject({ overrides: [], stops: [] });
  expect(read.problems[0]).toMatchObject({ file, ...problem });
});

test("a link is not followed", () => {
  const root = scratchFolder({ [stop]: "stops: []\n", "environments/production/checkout.yaml": "stage: before\n" });
  symlinkSync("../stop.yaml", join(root, overrides));
  const problems: FileProblem[] = [];
  expect(readOverrides(root, "production", "checkout", problems)).toEqual([]);
  expect(problems).toEqual([{ file: overrides, path: "", message: "is a symbolic link", hint }]);
});
