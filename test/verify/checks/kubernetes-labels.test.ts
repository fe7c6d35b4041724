import { expect, test } from "vitest";
import { kubernetesLabels } from "../../../src/verify/checks/kubernetes-labels.ts";
import { hostileFolders, reportsOf, routedFolder, type Edit } from "../routed.ts";

const route = "manifests/httproute.yaml";
const place = { file: `dist/production/checkout/${route}`, document: 0 };

const cases: Record<string, readonly [edits: Readonly<Record<string, Edit>>, reports: readonly object[]]> = {
  "what was compiled": [{}, []],
  "another namespace": [
    { [route]: ["\n  namespace: shop\n", "\n  namespace: basket\n"] },
    [
      {
        message: 'HTTPRoute "shop" is in namespace "basket", but the rollout is in "shop"',
        hint: "write namespace: shop, or run `rampart compile`",
        ...place,
        path: ["metadata", "namespace"],
      },
    ],
  ],
  "no namespace": [
    { [route]: ["\n  namespace: shop\n", "\n"] },
    [
      {
        message: 'HTTPRoute "shop" is in no namespace, but the rollout is in "shop"',
        hint: "write namespace: shop, or run `rampart compile`",
        ...place,
        path: ["metadata", "namespace"],
      },
    ],
  ],
  "the label of another rollout": [
    { [route]: ["rampart.dev/rollout: checkout", "rampart.dev/rollout: basket"] },
    [
      {
        message: 'HTTPRoute "shop" has label rampart.dev/rollout "basket", but the rollout has "checkout"',
        hint: "write rampart.dev/rollout: checkout, or run `rampart compile`",
        ...place,
        path: ["metadata", "labels", "rampart.dev/rollout"],
      },
    ],
  ],
  "a label that is missing": [
    { [route]: ["    app.kubernetes.io/name: shop\n", ""] },
    [
      {
        message: 'HTTPRoute "shop" has no label app.kubernetes.io/name, but the rollout has "shop"',
        hint: "write app.kubernetes.io/name: shop, or run `rampart compile`",
        ...place,
        path: ["metadata", "labels", "app.kubernetes.io/name"],
      },
    ],
  ],
  "an object of somebody else": [
    { "manifests/secret.yaml": "apiVersion: v1\nkind: Secret\nmetadata:\n  name: other\n  namespace: other\n  labels:\n    app: other\n" },
    [],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect(reportsOf(kubernetesLabels, routedFolder(edits))).toEqual(reports);
});

test("comes through whatever a stranger commits", () => {
  for (const folder of hostileFolders()) expect(reportsOf(kubernetesLabels, folder)).toEqual([]);
});
