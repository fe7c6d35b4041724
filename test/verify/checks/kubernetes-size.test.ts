import { expect, test } from "vitest";
import { kubernetesSize } from "../../../src/verify/checks/kubernetes-size.ts";
import { hostileFolders, reportsOf, routedFolder, type Edit } from "../routed.ts";

const primary = "manifests/ingress-primary.yaml";
const canary = "manifests/ingress-canary.yaml";

interface Case {
  readonly edits: Readonly<Record<string, Edit>>;
  readonly reports: readonly object[];
}

const cases: Record<string, Case> = {
  "what was compiled": {
    edits: {},
    reports: [],
  },
  "an object of a mebibyte": {
    edits: { "manifests/own.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: own\ndata:\n  a: " + "x".repeat(1048576) + "\n" },
    reports: [
      {
        message: 'ConfigMap "own" has 1048656 bytes as JSON, and Kubernetes takes less than 1048576',
        hint: "split it, or leave out what is large",
        file: "dist/production/checkout/manifests/own.yaml",
        document: 0,
        path: [],
      },
    ],
  },
  "annotations over 256 KiB": {
    edits: {
      "manifests/own.yaml":
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: own\n  annotations:\n    a: " +
        "x".repeat(140000) +
        "\n    b: " +
        "x".repeat(140000) +
        "\n",
    },
    reports: [
      {
        message: 'ConfigMap "own" has 280002 bytes of annotations, and Kubernetes takes 262144',
        hint: "move the long ones into a ConfigMap",
        file: "dist/production/checkout/manifests/own.yaml",
        document: 0,
        path: ["metadata", "annotations"],
      },
    ],
  },
  "a Service's name over 63 characters": {
    edits: { "manifests/own.yaml": "apiVersion: v1\nkind: Service\nmetadata:\n  name: " + "s".repeat(64) + "\n" },
    reports: [
      {
        message: 'Service "' + "s".repeat(64) + '" has a name of 64 characters, and Kubernetes takes 63',
        hint: "shorten it",
        file: "dist/production/checkout/manifests/own.yaml",
        document: 0,
        path: ["metadata", "name"],
      },
    ],
  },
  "another name over 253 characters": {
    edits: { "manifests/own.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + "c".repeat(254) + "\n" },
    reports: [
      {
        message: 'ConfigMap "' + "c".repeat(80) + '" has a name of 254 characters, and Kubernetes takes 253',
        hint: "shorten it",
        file: "dist/production/checkout/manifests/own.yaml",
        document: 0,
        path: ["metadata", "name"],
      },
    ],
  },
  "a namespace over 63 characters": {
    edits: { [primary]: ["namespace: shop", "namespace: " + "n".repeat(64)] },
    reports: [
      {
        message: 'Ingress "shop-primary" has a namespace of 64 characters, and Kubernetes takes 63',
        hint: "shorten it",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["metadata", "namespace"],
      },
    ],
  },
  "a label's value over 63 characters": {
    edits: { [primary]: ["part-of: checkout", "part-of: " + "c".repeat(64)] },
    reports: [
      {
        message: 'Ingress "shop-primary" has a value of 64 characters for label app.kubernetes.io/part-of, and Kubernetes takes 63',
        hint: "shorten it",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["metadata", "labels", "app.kubernetes.io/part-of"],
      },
    ],
  },
  "a label's key over 63 characters": {
    edits: { [primary]: ["rampart.dev/rollout", "rampart.dev/" + "k".repeat(64)] },
    reports: [
      {
        message: 'Ingress "shop-primary" has a key of 64 characters in its labels, and Kubernetes takes 63',
        hint: "shorten it",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["metadata", "labels", "rampart.dev/" + "k".repeat(64)],
      },
    ],
  },
  "an annotation's prefix over 253 characters": {
    edits: { [canary]: ['nginx.ingress.kubernetes.io/canary-weight: "5"', "p".repeat(254) + '/a: "5"'] },
    reports: [
      {
        message: 'Ingress "shop-canary" has a prefix of 254 characters in a key of its annotations, and Kubernetes takes 253',
        hint: "shorten it",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "p".repeat(254) + "/a"],
      },
    ],
  },
};

test.each(Object.entries(cases))("%s", (_, { edits, reports }) => {
  expect(reportsOf(kubernetesSize, routedFolder(edits))).toEqual(reports);
});

test("comes through whatever a stranger commits", () => {
  expect(() => reportsOf(kubernetesSize, ...hostileFolders())).not.toThrow();
});
