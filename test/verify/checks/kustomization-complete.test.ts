import { expect, test } from "vitest";
import { kustomizationComplete } from "../../../src/verify/checks/kustomization-complete.ts";
import { hostileFolders, reportsOf, routedFolder, type Edit } from "../routed.ts";

const canary = "manifests/ingress-canary.yaml";
const kustomization = "manifests/kustomization.yaml";

interface Case {
  readonly edits: Readonly<Record<string, Edit>>;
  readonly reports: readonly object[];
}

const cases: Record<string, Case> = {
  "what was compiled": {
    edits: {},
    reports: [],
  },
  "a manifest that is not listed": {
    edits: { [kustomization]: ["  - ingress-canary.yaml\n", ""] },
    reports: [
      {
        message: "kustomization.yaml does not list ingress-canary.yaml, so it is not applied",
        hint: "add ingress-canary.yaml to resources",
        file: "dist/production/checkout/manifests/kustomization.yaml",
        path: ["resources"],
      },
    ],
  },
  "a file that is not there": {
    edits: { [canary]: undefined },
    reports: [
      {
        message: "kustomization.yaml lists ingress-canary.yaml, which is not beside it",
        hint: 'did you mean "ingress-primary.yaml"?',
        file: "dist/production/checkout/manifests/kustomization.yaml",
        path: ["resources", 2],
      },
    ],
  },
  "a slip in a name": {
    edits: { [kustomization]: ["ingress-canary.yaml", "ingres-canary.yaml"] },
    reports: [
      {
        message: "kustomization.yaml does not list ingress-canary.yaml, so it is not applied",
        hint: "add ingress-canary.yaml to resources",
        file: "dist/production/checkout/manifests/kustomization.yaml",
        path: ["resources"],
      },
      {
        message: "kustomization.yaml lists ingres-canary.yaml, which is not beside it",
        hint: 'did you mean "ingress-canary.yaml"?',
        file: "dist/production/checkout/manifests/kustomization.yaml",
        path: ["resources", 2],
      },
    ],
  },
  "a file of another folder": {
    edits: { [kustomization]: ["  - ingress-canary.yaml\n", "  - ingress-canary.yaml\n  - ../../other/manifests\n"] },
    reports: [
      {
        message: "kustomization.yaml lists ../../other/manifests, which is not beside it",
        hint: "remove it: manifests come from this folder only",
        file: "dist/production/checkout/manifests/kustomization.yaml",
        path: ["resources", 3],
      },
    ],
  },
  "a manifest listed twice": {
    edits: { [kustomization]: ["  - ingress-canary.yaml\n", "  - ingress-canary.yaml\n  - ingress-canary.yaml\n"] },
    reports: [
      {
        message: "kustomization.yaml lists ingress-canary.yaml twice, which kustomize refuses",
        hint: "remove one",
        file: "dist/production/checkout/manifests/kustomization.yaml",
        path: ["resources", 3],
      },
    ],
  },
  "no kustomization": {
    edits: { [kustomization]: undefined },
    reports: [
      {
        message: "manifests/ has no kustomization.yaml, so nothing of it is applied",
        hint: "run `rampart compile`",
        file: "dist/production/checkout/manifests/kustomization.yaml",
      },
    ],
  },
  "no list": {
    edits: { [kustomization]: "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n" },
    reports: [
      {
        message: "kustomization.yaml does not list dashboard.yaml, so it is not applied",
        hint: "add dashboard.yaml to resources",
        file: "dist/production/checkout/manifests/kustomization.yaml",
        path: ["resources"],
      },
      {
        message: "kustomization.yaml does not list httproute.yaml, so it is not applied",
        hint: "add httproute.yaml to resources",
        file: "dist/production/checkout/manifests/kustomization.yaml",
        path: ["resources"],
      },
      {
        message: "kustomization.yaml does not list ingress-canary.yaml, so it is not applied",
        hint: "add ingress-canary.yaml to resources",
        file: "dist/production/checkout/manifests/kustomization.yaml",
        path: ["resources"],
      },
      {
        message: "kustomization.yaml does not list ingress-primary.yaml, so it is not applied",
        hint: "add ingress-primary.yaml to resources",
        file: "dist/production/checkout/manifests/kustomization.yaml",
        path: ["resources"],
      },
      {
        message: "kustomization.yaml does not list prometheusrule.yaml, so it is not applied",
        hint: "add prometheusrule.yaml to resources",
        file: "dist/production/checkout/manifests/kustomization.yaml",
        path: ["resources"],
      },
    ],
  },
};

test.each(Object.entries(cases))("%s", (_, { edits, reports }) => {
  expect(reportsOf(kustomizationComplete, routedFolder(edits))).toEqual(reports);
});

test("comes through whatever a stranger commits", () => {
  expect(() => reportsOf(kustomizationComplete, ...hostileFolders())).not.toThrow();
});
