import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installed } from "./harness/installed.ts";
import { part } from "./harness/part.ts";
import { filesBelow, root, textOf, treeRows } from "./ladder-trees.ts";
import { moduleVersion, runTool, scratch } from "./real-tool.ts";

const { system, cases, breakable } = part();
const rows = breakable(
  treeRows.map(([name, tree]) => [name, filesBelow(tree, "manifests")] as const),
  "a field of every object's metadata is misspelt",
  (sound) => sound.map(([name, files]) => [name, misspelt(files)] as const),
);

let where: Awaited<ReturnType<typeof scratch>>;
beforeAll(async () => {
  where = await scratch({});
  system("kubeconform", moduleVersion("kubeconform"));
  system("schemas of Kubernetes", readFileSync(installed("kube-schemas/version"), "utf8"));
  for (const line of readFileSync(installed("crds/versions"), "utf8").trim().split("\n")) {
    const [module = "", version = ""] = line.split(" ");
    system(`of ${module.replace(/\/v\d+$/, "").replace(/^.*\//, "")}`, version);
  }
});
afterAll(() => where.remove());

function misspelt(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replace("\n  namespace:", "\n  nameSpace:")]));
}

/** What kubeconform finds wrong with files, and how many objects it saw. A kustomization is kustomize's own, not an object. */
function conform(files: readonly string[]): { readonly seen: number; readonly wrong: string } {
  const schemas = `${installed("kube-schemas")}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json`;
  const options = ["-strict", "-summary", "-skip", "Kustomization", "-schema-location", schemas];
  const { status, stdout, stderr } = runTool("kubeconform", [...options, ...files], where.folder);
  return { seen: Number(/Valid: (\d+)/.exec(stdout)?.[1] ?? 0), wrong: status === 0 ? "" : stdout + stderr };
}

function written(files: Readonly<Record<string, string>>): readonly string[] {
  for (const [path, text] of Object.entries(files)) where.write(path, text);
  return Object.keys(files);
}

test.each(rows)("%s: every object has the shape of its kind", (_, files) => {
  const { seen, wrong } = conform(written(files));
  cases(Object.keys(files).length - 1, wrong === "" ? 0 : 1);
  expect(wrong).toBe("");
  expect(seen).toBe(Object.keys(files).length - 1);
});

test("the policies have the shape of their kinds", () => {
  const { seen, wrong } = conform([join(root, "policies")]);
  expect(wrong).toBe("");
  expect(seen).toBeGreaterThan(20);
});

describe("kubeconform refuses", () => {
  const [, canary] = treeRows.find(([name]) => name === "production/mcp-gateway-rust/canary-5") ?? [];
  const [, gateway] = treeRows.find(([name]) => name.startsWith("development/koan-http-sse/")) ?? [];
  const faults: Readonly<Record<string, readonly [file: string, from: string | RegExp, to: string]>> = {
    "a field that an Ingress does not have": ["ingress-canary.yaml", "ingressClassName:", "ingressClass:"],
    "a number where an annotation has text": ["ingress-canary.yaml", 'canary-weight: "5"', "canary-weight: 5"],
    "a weight that is text": ["httproute.yaml", "weight: 95", 'weight: "95"'],
    "a way of matching that there is not": ["httproute.yaml", "type: PathPrefix", "type: Prefix"],
    "a duration that is none": ["prometheusrule.yaml", "interval: 30s", "interval: 30 s"],
    "rules that are no list": ["prometheusrule.yaml", /rules:\n(.*\n)*/, "rules: {}\n"],
    "data that is not text": ["dashboard.yaml", /^ {2}[a-z-]+\.json: \|$/m, "  other: 1\n$&"],
  };
  test.each(Object.entries(faults))("%s", (_, [file, from, to]) => {
    const sound = canary === undefined ? "" : textOf(canary, `manifests/${file}`);
    const faulty = sound.replace(from, to);
    expect(faulty).not.toBe(sound);
    expect(conform(written({ [file]: faulty })).wrong).not.toBe("");
  });
  test("a dashboard for Grafana's operator that names no instance", () => {
    const sound = gateway === undefined ? "" : textOf(gateway, "manifests/dashboard.yaml");
    expect(sound).toContain("kind: GrafanaDashboard");
    expect(conform(written({ "dashboard.yaml": sound })).wrong).toBe("");
    expect(conform(written({ "dashboard.yaml": sound.replace("instanceSelector:", "instanceSelectors:") })).wrong).not.toBe("");
  });
});
