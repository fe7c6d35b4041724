import { expect, test } from "vitest";
import { trafficPairing } from "../../../src/verify/checks/traffic-pairing.ts";
import { hostileFolders, reportsOf, routedFolder, type Edit } from "../routed.ts";

const primary = "manifests/ingress-primary.yaml";
const canary = "manifests/ingress-canary.yaml";
const resource = "rollout.yaml";

interface Case {
  readonly edits: Readonly<Record<string, Edit>>;
  readonly reports: readonly object[];
}

const cases: Record<string, Case> = {
  "what was compiled": {
    edits: {},
    reports: [],
  },
  "another host, which another check tells": {
    edits: { [canary]: ["host: shop.example.com", "host: other.example.com"] },
    reports: [],
  },
  "another host, where nothing is known of the rollout": {
    edits: { [canary]: ["host: shop.example.com", "host: other.example.com"], [resource]: undefined },
    reports: [
      {
        message:
          'Ingress "shop-canary" has other.example.com/ (Prefix), which no primary Ingress has: ingress-nginx drops the canary silently',
        hint: "give primary and canary the same host, path and pathType",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "http", "paths", 0],
      },
    ],
  },
  "another path": {
    edits: { [canary]: ["path: /\n", "path: /api\n"] },
    reports: [
      {
        message:
          'Ingress "shop-canary" has shop.example.com/api (Prefix), which no primary Ingress has: ingress-nginx drops the canary silently',
        hint: "give primary and canary the same host, path and pathType",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "http", "paths", 0],
      },
    ],
  },
  "another path type": {
    edits: { [canary]: ["pathType: Prefix", "pathType: Exact"] },
    reports: [
      {
        message:
          'Ingress "shop-canary" has shop.example.com/ (Exact), which no primary Ingress has: ingress-nginx drops the canary silently',
        hint: "write pathType: Prefix, as the primary has it",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "http", "paths", 0],
      },
    ],
  },
  "another class": {
    edits: { [canary]: ["ingressClassName: nginx", "ingressClassName: internal"] },
    reports: [
      {
        message: 'Ingress "shop-canary" is of class "internal", and Ingress "shop-primary" of class "nginx": no controller sees both',
        hint: "give both the same ingressClassName",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["spec", "ingressClassName"],
      },
    ],
  },
  "the primary's own backend, which another check tells": {
    edits: { [canary]: ["name: shop-v2", "name: shop-v1"] },
    reports: [],
  },
  "the primary's own backend, where nothing is known of the rollout": {
    edits: { [canary]: ["name: shop-v2", "name: shop-v1"], [resource]: undefined },
    reports: [
      {
        message:
          'Ingress "shop-canary" sends shop.example.com/ (Prefix) to shop-v1:8080, where Ingress "shop-primary" sends it already: ingress-nginx drops the canary silently',
        hint: "point one of them to the other side, or remove the canary",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "http", "paths", 0, "backend"],
      },
    ],
  },
  "a primary that cannot be read, of which another check tells": {
    edits: { [primary]: "{" },
    reports: [],
  },
  "no primary at all": {
    edits: { [primary]: undefined },
    reports: [
      {
        message:
          'Ingress "shop-canary" has shop.example.com/ (Prefix), which no primary Ingress has: ingress-nginx drops the canary silently',
        hint: "give primary and canary the same host, path and pathType",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "http", "paths", 0],
      },
    ],
  },
  "a path of the primary that the canary leaves out": {
    edits: {
      [primary]: [
        "            path: /\n            pathType: Prefix\n",
        "            path: /\n            pathType: Prefix\n          - path: /api\n            pathType: Prefix\n            backend:\n              service:\n                name: shop-v1\n                port:\n                  number: 8080\n",
      ],
    },
    reports: [
      {
        message:
          'Ingress "shop-primary" has shop.example.com/api (Prefix), which Ingress "shop-canary" leaves out: requests there never reach the candidate',
        hint: "give the canary every path of its primary",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "http", "paths", 1],
        severity: "warning",
      },
    ],
  },
  "a canary that Go reads as one": {
    edits: { [canary]: ['canary: "true"', 'canary: "T"'], [primary]: undefined },
    reports: [
      {
        message:
          'Ingress "shop-canary" has shop.example.com/ (Prefix), which no primary Ingress has: ingress-nginx drops the canary silently',
        hint: "give primary and canary the same host, path and pathType",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "http", "paths", 0],
      },
    ],
  },
};

test.each(Object.entries(cases))("%s", (_, { edits, reports }) => {
  expect(reportsOf(trafficPairing, routedFolder(edits))).toEqual(reports);
});

test("comes through whatever a stranger commits", () => {
  expect(() => reportsOf(trafficPairing, ...hostileFolders())).not.toThrow();
});
