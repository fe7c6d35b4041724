import { expect, test } from "vitest";
import { trafficTls } from "../../../src/verify/checks/traffic-tls.ts";
import { hostileFolders, reportsOf, routedFolder, type Edit } from "../routed.ts";

const primary = "manifests/ingress-primary.yaml";
const missing = {
  message: 'Ingress "shop-primary" has no certificate for shop.example.com, which the rollout serves with TLS',
  hint: "add shop.example.com to spec.tls, or run `rampart compile`",
  file: `dist/production/checkout/${primary}`,
  document: 0,
  path: ["spec", "tls"],
};

const cases: Record<string, readonly [edits: Readonly<Record<string, Edit>>, reports: readonly object[]]> = {
  "what was compiled": [{}, []],
  "no certificate at all": [
    { [primary]: ["\n  tls:\n    - hosts:\n        - shop.example.com\n      secretName: shop-tls", ""] },
    [missing],
  ],
  "a certificate of another host": [
    { [primary]: ["    - hosts:\n        - shop.example.com", "    - hosts:\n        - www.example.com"] },
    [missing],
  ],
  "a rollout without TLS": [
    {
      "rollout.yaml": ["tls: true", "tls: false"],
      [primary]: ["\n  tls:\n    - hosts:\n        - shop.example.com\n      secretName: shop-tls", ""],
    },
    [],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect(reportsOf(trafficTls, routedFolder(edits))).toEqual(reports);
});

test("comes through whatever a stranger commits", () => {
  for (const folder of hostileFolders()) expect(reportsOf(trafficTls, folder)).toEqual([]);
});
