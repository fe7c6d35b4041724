import { expect, test } from "vitest";
import { trafficShare } from "../../../src/verify/checks/traffic-share.ts";
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
  "another weight in the HTTPRoute, which another check tells": {
    edits: { [route]: ["weight: 95", "weight: 45"] },
    reports: [],
  },
  "another weight in the Ingress, which another check tells": {
    edits: { [canary]: ['nginx.ingress.kubernetes.io/canary-weight: "5"', 'nginx.ingress.kubernetes.io/canary-weight: "50"'] },
    reports: [],
  },
  "a misspelt weight in the Ingress, which another check tells": {
    edits: { [canary]: ["nginx.ingress.kubernetes.io/canary-weight:", "nginx.ingress.kubernetes.io/canary-wieght:"] },
    reports: [],
  },
  "an HTTPRoute that breaks a rule of its CRD, which another check tells": {
    edits: { [route]: ["value: /\n", "value: shop\n"] },
    reports: [],
  },
  "swapped services in the HTTPRoute, which another check tells": {
    edits: {
      [route]: [
        '          weight: 95\n        - group: ""\n          kind: Service\n          name: shop-v2\n          port: 8080\n          weight: 5',
        '          weight: 5\n        - group: ""\n          kind: Service\n          name: shop-v2\n          port: 8080\n          weight: 95',
      ],
    },
    reports: [],
  },
  "a header that only the Ingress knows": {
    edits: { [route]: ["name: X-Beta", "name: X-Other"] },
    reports: [
      {
        message:
          'shop-v2:8080 gets 100 % of requests to shop.example.com/ with x-beta: always by the Ingress and 5 % by HTTPRoute "shop", and 23 more kinds of requests differ',
        hint: "run `rampart compile`: it writes both from one routing",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules"],
      },
    ],
  },
  "a value of the header that only the Ingress knows": {
    edits: {
      [canary]: [
        'nginx.ingress.kubernetes.io/canary-weight: "5"',
        'nginx.ingress.kubernetes.io/canary-weight: "5"\n    nginx.ingress.kubernetes.io/canary-by-header-value: "yes"',
      ],
    },
    reports: [
      {
        message:
          'shop-v2:8080 gets 5 % of requests to shop.example.com/ with x-beta: always by the Ingress and 100 % by HTTPRoute "shop", and 17 more kinds of requests differ',
        hint: "run `rampart compile`: it writes both from one routing",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules"],
      },
    ],
  },
  "a cookie that only the HTTPRoute knows": {
    edits: { [canary]: ["    nginx.ingress.kubernetes.io/canary-by-cookie: side\n", ""] },
    reports: [
      {
        message:
          'shop-v2:8080 gets 5 % of requests to shop.example.com/ with cookie side=always by the Ingress and 100 % by HTTPRoute "shop", and 7 more kinds of requests differ',
        hint: "run `rampart compile`: it writes both from one routing",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules"],
      },
    ],
  },
  "a canary that is gone from the Ingress, which another check tells": {
    edits: { [canary]: undefined },
    reports: [],
  },
  "a path that only the HTTPRoute has not": {
    edits: { [route]: ["            type: PathPrefix\n            value: /\n", "            type: PathPrefix\n            value: /api\n"] },
    reports: [
      {
        message:
          'shop-v2:8080 gets 5 % of requests to shop.example.com/ by the Ingress and no answer by HTTPRoute "shop", and 31 more kinds of requests differ',
        hint: "run `rampart compile`: it writes both from one routing",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules"],
      },
    ],
  },
  "a total that has no effect": {
    edits: {
      [canary]: [
        'nginx.ingress.kubernetes.io/canary-weight: "5"',
        'nginx.ingress.kubernetes.io/canary-weight: "5"\n    nginx.ingress.kubernetes.io/canary-weight-total: "50"',
      ],
    },
    reports: [],
  },
  "a path type that only the controller can judge": {
    edits: {
      [primary]: ["pathType: Prefix", "pathType: ImplementationSpecific"],
      [canary]: ["pathType: Prefix", "pathType: ImplementationSpecific"],
    },
    reports: [
      {
        message:
          'HTTPRoute "shop" cannot be compared with the Ingress of shop.example.com: path type ImplementationSpecific of / cannot be judged here',
        hint: "write both in terms that both have",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules"],
        severity: "warning",
      },
    ],
  },
  "a pattern that could take for ever": {
    edits: { [route]: ["value: ^(?:.*;\\s*)?side=always(?:;.*)?$", 'value: "(a+)+(?=b)"'] },
    reports: [
      {
        message: 'HTTPRoute "shop" cannot be compared with the Ingress of shop.example.com: the pattern "(a+)+(?=b)" cannot be judged here',
        hint: "write both in terms that both have",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules"],
        severity: "warning",
      },
    ],
  },
  "a method, which an Ingress cannot tell apart": {
    edits: {
      [route]: [
        "      matches:\n        - path:\n            type: PathPrefix\n            value: /\n      backendRefs:",
        "      matches:\n        - method: GET\n          path:\n            type: PathPrefix\n            value: /\n      backendRefs:",
      ],
    },
    reports: [
      {
        message: 'HTTPRoute "shop" cannot be compared with the Ingress of shop.example.com: a method cannot be judged here',
        hint: "write both in terms that both have",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules"],
        severity: "warning",
      },
    ],
  },
};

test.each(Object.entries(cases))("%s", (_, { edits, reports }) => {
  expect(reportsOf(trafficShare, routedFolder(edits))).toEqual(reports);
});

test("comes through whatever a stranger commits", () => {
  expect(() => reportsOf(trafficShare, ...hostileFolders())).not.toThrow();
});
