import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import type { FolderCheck, FoldersCheck } from "../../src/verify/check.ts";
import { builtInChecks } from "../../src/verify/checks/index.ts";
import { folderOf, type Folder } from "../../src/verify/folder.ts";
import { examples } from "../cases/index.ts";
import type { Example } from "../cases/example.ts";
import { projectOf, rampFolder } from "./ramp.ts";

const groups = /^(?:promql|rules|dashboard|runbook)-/;
const checks = builtInChecks.filter(
  (check): check is FolderCheck | FoldersCheck => groups.test(check.code) && (check.scope === "folder" || check.scope === "folders"),
);

function findings(folder: Folder): readonly string[] {
  return checks.flatMap((check) =>
    [...(check.scope === "folder" ? check.check(folder) : check.check([folder]))].map(
      ({ message, severity }) => `${severity ?? check.severity}: ${check.code}: ${message}`,
    ),
  );
}

function folders(example: Example): readonly (readonly [stage: string, folder: Folder])[] {
  const stages = example.rollout.ladders[example.environment.name]?.stages ?? [];
  return stages.flatMap(({ name }) =>
    compile(projectOf(example, name), { version: "1.2.3" }).map(
      (tree) => [name, folderOf(tree.environment, tree.rollout, tree.artifacts)] as const,
    ),
  );
}

describe.each(examples.map((example) => [example.rollout.name, example] as const))("what is rendered for %s is sound", (_, example) => {
  test.each(folders(example))("at stage %s", (_, folder) => {
    expect(findings(folder)).toEqual([]);
  });
});

/** Texts that a stranger may put into any file. */
const hostile: Readonly<Record<string, string>> = {
  nothing: "",
  "no value": "null",
  "a number": "7",
  text: '"a"',
  "a list of everything": "[null, 7, true, [], {}, x]",
  "wrong types, as YAML":
    "groups: [null, 7, {name: a, rules: [null, 7, {alert: 7, expr: []}, {alert: A, expr: {}, labels: [], annotations: 7, for: []}, {record: [], expr: 1}]}]\npanels: [null, 7, {id: x, title: [], targets: [null, {expr: 7}], panels: {}}]\n",
  "wrong types, as JSON":
    '{"panels":[null,7,[],{"id":{},"title":7,"type":[],"targets":{},"fieldConfig":7},{"targets":[null,7,{"expr":7},{"expr":"}","datasource":[]}],"fieldConfig":{"defaults":{"unit":{}}},"panels":[[]]}],"templating":{"list":[7,{"type":"datasource"}]},"annotations":{"list":7},"uid":[]}',
  "prototype keys":
    '{"groups":[{"name":"a","rules":[{"alert":"constructor","expr":"__proto__ > toString","labels":{"__proto__":"x","constructor":"y"},"annotations":{"summary":"{{ $labels.__proto__ }}"}}]}],"panels":[{"id":1,"title":"__proto__","type":"constructor","targets":[{"refId":"__proto__","expr":"hasOwnProperty"}]}]}',
  broken: "{[}]: - \u0000 |",
  "a heading of everything": `${"# [a](#b) `${".repeat(2_000)}\n\`\`\`sh\n${"'\"$(".repeat(5_000)}`,
  "thousands of rules": `groups:\n- name: a\n  rules:\n${Array.from({ length: 1_000 }, (_, index) => `  - record: r${index}\n    expr: r${index + 1} / r${index}\n`).join("")}`,
};

describe("checks survive what a stranger commits", () => {
  const files = [
    "rules.yaml",
    "rules.test.yaml",
    "dashboard.json",
    "RUNBOOK.md",
    "manifests/prometheusrule.yaml",
    "manifests/dashboard.yaml",
    "rollout.yaml",
  ];
  test.each(files.flatMap((file) => Object.keys(hostile).map((name) => [file, name] as const)))("%s of %s", (file, name) => {
    expect(() => findings(rampFolder({ [file]: hostile[name] }))).not.toThrow();
  });

  test("an empty folder", () => expect(findings(folderOf("production", "ramp", []))).toEqual([]));
});
