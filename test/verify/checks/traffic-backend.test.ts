import { expect, test } from "vitest";
import { trafficBackend } from "../../../src/verify/checks/traffic-backend.ts";
import { hostileFolders, reportsOf, routedFolder, type Edit } from "../routed.ts";

const primary = "manifests/ingress-primary.yaml";
const canary = "manifests/ingress-canary.yaml";
const route = "manifests/httproute.yaml";

interface Case {
  readonly edits: Readonly<Record<string, Edit>>;
  readonly reports: readonly object[];
}

const cases: Record<string, Case> = {
  "what was compiled": {
    edits: {},
    reports: [],
  },
  "a service that is no side": {
    edits: { [route]: ["name: shop-v2", "name: shop-v3"] },
    reports: [
      {
        message: 'HTTPRoute "shop" leads to shop-v3:8080, which is no side of the rollout',
        hint: "the sides are shop-v1:8080 and shop-v2:8080",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "backendRefs", 1],
      },
      {
        message: 'HTTPRoute "shop" leads to shop-v3:8080, which is no side of the rollout',
        hint: "the sides are shop-v1:8080 and shop-v2:8080",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 1, "backendRefs", 0],
      },
      {
        message: 'HTTPRoute "shop" leads to shop-v3:8080, which is no side of the rollout',
        hint: "the sides are shop-v1:8080 and shop-v2:8080",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 3, "backendRefs", 0],
      },
    ],
  },
  "another port": {
    edits: { [route]: ["port: 8080", "port: 9090"] },
    reports: [
      {
        message: 'HTTPRoute "shop" leads to shop-v1:9090, which is no side of the rollout',
        hint: "the sides are shop-v1:8080 and shop-v2:8080",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "backendRefs", 0],
      },
      {
        message: 'HTTPRoute "shop" leads to shop-v2:9090, which is no side of the rollout',
        hint: "the sides are shop-v1:8080 and shop-v2:8080",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "backendRefs", 1],
      },
      {
        message: 'HTTPRoute "shop" leads to shop-v2:9090, which is no side of the rollout',
        hint: "the sides are shop-v1:8080 and shop-v2:8080",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 1, "backendRefs", 0],
      },
      {
        message: 'HTTPRoute "shop" leads to shop-v1:9090, which is no side of the rollout',
        hint: "the sides are shop-v1:8080 and shop-v2:8080",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 2, "backendRefs", 0],
      },
      {
        message: 'HTTPRoute "shop" leads to shop-v2:9090, which is no side of the rollout',
        hint: "the sides are shop-v1:8080 and shop-v2:8080",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 3, "backendRefs", 0],
      },
      {
        message: 'HTTPRoute "shop" leads to shop-v1:9090, which is no side of the rollout',
        hint: "the sides are shop-v1:8080 and shop-v2:8080",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 4, "backendRefs", 0],
      },
    ],
  },
  "the canary leads to the baseline": {
    edits: { [canary]: ["name: shop-v2", "name: shop-v1"] },
    reports: [
      {
        message:
          'Ingress "shop-canary" leads shop.example.com/ (Prefix) to shop-v1:8080, but at stage "canary-5" the canary is the candidate, shop-v2:8080',
        hint: "lead it to shop-v2:8080, or run `rampart compile`",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "http", "paths", 0, "backend"],
      },
    ],
  },
  "the primary leads to the candidate": {
    edits: { [primary]: ["name: shop-v1", "name: shop-v2"] },
    reports: [
      {
        message:
          'Ingress "shop-primary" leads shop.example.com/ (Prefix) to shop-v2:8080, but at stage "canary-5" the primary is the baseline, shop-v1:8080',
        hint: "lead it to shop-v1:8080, or run `rampart compile`",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "http", "paths", 0, "backend"],
      },
    ],
  },
  "a primary without a service": {
    edits: {
      [primary]: [
        "              service:\n                name: shop-v1\n                port:\n                  number: 8080\n",
        "              resource:\n                kind: Bucket\n                name: shop\n",
      ],
    },
    reports: [
      {
        message:
          'Ingress "shop-primary" leads shop.example.com/ (Prefix) to no service, but at stage "canary-5" the primary is the baseline, shop-v1:8080',
        hint: "lead it to shop-v1:8080, or run `rampart compile`",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "http", "paths", 0, "backend"],
      },
    ],
  },
  "an only backend of weight 0": {
    edits: { [route]: ["          weight: 1\n", "          weight: 0\n"] },
    reports: [
      {
        message: 'HTTPRoute "shop" gives its only backend shop-v2 weight 0 in a rule, so its requests get errors',
        hint: "give one of them a weight",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 1, "backendRefs"],
      },
      {
        message: 'HTTPRoute "shop" gives its only backend shop-v1 weight 0 in a rule, so its requests get errors',
        hint: "give one of them a weight",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 2, "backendRefs"],
      },
      {
        message: 'HTTPRoute "shop" gives its only backend shop-v2 weight 0 in a rule, so its requests get errors',
        hint: "give one of them a weight",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 3, "backendRefs"],
      },
      {
        message: 'HTTPRoute "shop" gives its only backend shop-v1 weight 0 in a rule, so its requests get errors',
        hint: "give one of them a weight",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 4, "backendRefs"],
      },
    ],
  },
  "all backends of weight 0": {
    edits: {
      [route]: [
        '          weight: 95\n        - group: ""\n          kind: Service\n          name: shop-v2\n          port: 8080\n          weight: 5',
        '          weight: 0\n        - group: ""\n          kind: Service\n          name: shop-v2\n          port: 8080\n          weight: 0',
      ],
    },
    reports: [
      {
        message: 'HTTPRoute "shop" gives every backend weight 0 in a rule, so its requests get errors',
        hint: "give one of them a weight",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "backendRefs"],
      },
    ],
  },
  "a mirror to the baseline": {
    edits: {
      [route]: [
        "    - name: default\n",
        "    - name: default\n      filters:\n        - type: RequestMirror\n          requestMirror:\n            backendRef:\n              name: shop-v1\n              port: 8080\n",
      ],
    },
    reports: [
      {
        message: 'HTTPRoute "shop" mirrors to shop-v1:8080, but the candidate is shop-v2:8080',
        hint: "mirror to shop-v2:8080",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "filters", 0, "requestMirror", "backendRef"],
      },
    ],
  },
};

test.each(Object.entries(cases))("%s", (_, { edits, reports }) => {
  expect(reportsOf(trafficBackend, routedFolder(edits))).toEqual(reports);
});

test("comes through whatever a stranger commits", () => {
  expect(() => reportsOf(trafficBackend, ...hostileFolders())).not.toThrow();
});
