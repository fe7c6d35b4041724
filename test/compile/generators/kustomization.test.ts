import { expect, test } from "vitest";
import { kustomization } from "../../../src/compile/generators/kustomization.ts";
import { contextOf } from "../traffic/context-fixture.ts";

test("lists the manifests in code-unit order and nothing else", () => {
  const paths = [
    "values.yaml",
    "manifests/ingress-primary.yaml",
    "rules.yaml",
    "manifests/Z.yaml",
    "manifests/dashboard.yaml",
    "manifests/notes.txt",
  ];
  expect(kustomization(paths, contextOf())).toEqual({
    path: "manifests/kustomization.yaml",
    content: `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - Z.yaml
  - dashboard.yaml
  - ingress-primary.yaml
`,
  });
});

test("does not list itself", () => {
  expect(kustomization(["manifests/kustomization.yaml"], contextOf()).content).toContain("resources: []\n");
});
