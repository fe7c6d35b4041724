import { expect, test } from "vitest";
import { trafficOneCanary } from "../../../src/verify/checks/traffic-one-canary.ts";
import type { Folder } from "../../../src/verify/folder.ts";
import { hostileFolders, reportsOf, routedFolder } from "../routed.ts";

const canary = "manifests/ingress-canary.yaml";
const primary = "manifests/ingress-primary.yaml";
const other = (edits: Parameters<typeof routedFolder>[0] = {}): Folder => routedFolder(edits, {}, new Map(), "checkout-b");
const at = ["spec", "rules", 0, "http", "paths", 0];
const hint = "finish one rollout before the other starts, or give them different hosts or paths";

const cases: Record<string, readonly [folders: readonly Folder[], reports: readonly object[]]> = {
  "one rollout": [[routedFolder()], []],
  "two rollouts of different hosts": [
    [routedFolder(), other({ [canary]: ["shop.example.com", "store.example.com"], [primary]: ["shop.example.com", "store.example.com"] })],
    [],
  ],
  "two rollouts of different paths": [
    [routedFolder(), other({ [canary]: ["path: /\n", "path: /b\n"], [primary]: ["path: /\n", "path: /b\n"] })],
    [],
  ],
  "two rollouts in different clusters": [[routedFolder(), other({ "rollout.yaml": ["cluster: prod\n", "cluster: other\n"] })], []],
  "two rollouts of different classes": [
    [
      routedFolder(),
      other({
        [canary]: ["ingressClassName: nginx", "ingressClassName: internal"],
        [primary]: ["ingressClassName: nginx", "ingressClassName: internal"],
      }),
    ],
    [],
  ],
  "two canaries of one path": [
    [routedFolder(), other({ [primary]: undefined })],
    [
      {
        message:
          'Ingress "shop-canary" is a second canary of shop.example.com/ (Prefix), beside Ingress "shop-canary" in dist/production/checkout/manifests/ingress-canary.yaml: ingress-nginx takes one',
        hint,
        file: "dist/production/checkout-b/manifests/ingress-canary.yaml",
        document: 0,
        path: at,
      },
    ],
  ],
  "two primaries of one path": [
    [routedFolder(), other({ [canary]: undefined })],
    [
      {
        message:
          'Ingress "shop-primary" is a second primary of shop.example.com/ (Prefix), beside Ingress "shop-primary" in dist/production/checkout/manifests/ingress-primary.yaml: ingress-nginx takes one',
        hint,
        file: "dist/production/checkout-b/manifests/ingress-primary.yaml",
        document: 0,
        path: at,
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [folders, reports]) => {
  expect(reportsOf(trafficOneCanary, ...folders)).toEqual(reports);
});

test("comes through whatever a stranger commits", () => {
  expect(() => reportsOf(trafficOneCanary, ...hostileFolders())).not.toThrow();
});
