import { expect, test } from "vitest";
import { trafficWeight } from "../../../src/verify/checks/traffic-weight.ts";
import { hostileFolders, reportsOf, routedFolder, type Edit } from "../routed.ts";

const canary = "manifests/ingress-canary.yaml";
const route = "manifests/httproute.yaml";
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
  "another weight in the Ingress": {
    edits: { [canary]: ['nginx.ingress.kubernetes.io/canary-weight: "5"', 'nginx.ingress.kubernetes.io/canary-weight: "50"'] },
    reports: [
      {
        message: 'Ingress "shop-canary" has weight 50, but stage "canary-5" has 5',
        hint: 'write "5", or take a step to another stage',
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary-weight"],
      },
    ],
  },
  "no weight in the Ingress": {
    edits: { [canary]: ['    nginx.ingress.kubernetes.io/canary-weight: "5"\n', ""] },
    reports: [
      {
        message: 'Ingress "shop-canary" has weight 0, but stage "canary-5" has 5',
        hint: 'write "5", or take a step to another stage',
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary-weight"],
      },
    ],
  },
  "another total in the Ingress": {
    edits: {
      [canary]: [
        'nginx.ingress.kubernetes.io/canary-weight: "5"',
        'nginx.ingress.kubernetes.io/canary-weight: "5"\n    nginx.ingress.kubernetes.io/canary-weight-total: "1000"',
      ],
    },
    reports: [
      {
        message: 'Ingress "shop-canary" counts in parts of 1000, but the rollout in parts of 100',
        hint: 'write canary-weight-total: "100"',
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary-weight-total"],
      },
    ],
  },
  "an HTTPRoute to a third service, which another check tells": {
    edits: {
      [route]: ["name: shop-v2\n          port: 8080\n          weight: 5", "name: shop-v3\n          port: 8080\n          weight: 5"],
    },
    reports: [],
  },
  "another weight in the HTTPRoute": {
    edits: { [route]: ["weight: 95", "weight: 45"] },
    reports: [
      {
        message: 'HTTPRoute "shop" gives shop-v2:8080 5 of 50 parts, but stage "canary-5" gives the candidate 5 of 100',
        hint: "run `rampart compile`, or take a step to another stage",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "backendRefs"],
      },
    ],
  },
  "the same share in other parts": {
    edits: {
      [route]: [
        '          weight: 95\n        - group: ""\n          kind: Service\n          name: shop-v2\n          port: 8080\n          weight: 5',
        '          weight: 19\n        - group: ""\n          kind: Service\n          name: shop-v2\n          port: 8080\n          weight: 1',
      ],
    },
    reports: [],
  },
  "swapped weights": {
    edits: {
      [route]: [
        '          weight: 95\n        - group: ""\n          kind: Service\n          name: shop-v2\n          port: 8080\n          weight: 5',
        '          weight: 5\n        - group: ""\n          kind: Service\n          name: shop-v2\n          port: 8080\n          weight: 95',
      ],
    },
    reports: [
      {
        message: 'HTTPRoute "shop" gives shop-v2:8080 95 of 100 parts, but stage "canary-5" gives the candidate 5 of 100',
        hint: "run `rampart compile`, or take a step to another stage",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "backendRefs"],
      },
    ],
  },
  "another stage in rollout.yaml": {
    edits: { [resource]: ["status:\n  stage: canary-5\n  index: 1\n  weight: 5", "status:\n  stage: full\n  index: 2\n  weight: 100"] },
    reports: [
      {
        message: 'Ingress "shop-canary" has weight 5, but stage "full" has 100',
        hint: 'write "100", or take a step to another stage',
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary-weight"],
      },
      {
        message: 'HTTPRoute "shop" gives shop-v2:8080 5 of 100 parts, but stage "full" gives the candidate 100 of 100',
        hint: "run `rampart compile`, or take a step to another stage",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "backendRefs"],
      },
    ],
  },
  "a stage without a canary": {
    edits: { [resource]: ["status:\n  stage: canary-5\n  index: 1\n  weight: 5", "status:\n  stage: before\n  index: 0\n  weight: 0"] },
    reports: [
      {
        message: 'Ingress "shop-canary" is there, but stage "before" has no canary',
        hint: "remove the file and its line in kustomization.yaml, or run `rampart compile`",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "name"],
      },
      {
        message: 'HTTPRoute "shop" gives shop-v2:8080 5 of 100 parts, but stage "before" gives the candidate 0 of 1',
        hint: "run `rampart compile`, or take a step to another stage",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "backendRefs"],
      },
    ],
  },
  "a canary that is gone": {
    edits: { [canary]: undefined },
    reports: [
      {
        message: 'Stage "canary-5" has a canary, but no canary Ingress is there',
        hint: "run `rampart compile`",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
      },
    ],
  },
  "a mirror that the stage does not have": {
    edits: {
      [route]: [
        "    - name: default\n",
        "    - name: default\n      filters:\n        - type: RequestMirror\n          requestMirror:\n            backendRef:\n              name: shop-v2\n              port: 8080\n            percent: 10\n",
      ],
    },
    reports: [
      {
        message: 'HTTPRoute "shop" mirrors 10 % of requests, but stage "canary-5" mirrors 0 %',
        hint: "write percent: 0, or remove the filter",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "filters", 0, "requestMirror"],
      },
    ],
  },
  "a mirror of everything, by leaving out how much": {
    edits: {
      [route]: [
        "    - name: default\n",
        "    - name: default\n      filters:\n        - type: RequestMirror\n          requestMirror:\n            backendRef:\n              name: shop-v2\n              port: 8080\n",
      ],
    },
    reports: [
      {
        message: 'HTTPRoute "shop" mirrors 100 % of requests, but stage "canary-5" mirrors 0 %',
        hint: "write percent: 0, or remove the filter",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "filters", 0, "requestMirror"],
      },
    ],
  },
};

test.each(Object.entries(cases))("%s", (_, { edits, reports }) => {
  expect(reportsOf(trafficWeight, routedFolder(edits))).toEqual(reports);
});

test("comes through whatever a stranger commits", () => {
  expect(() => reportsOf(trafficWeight, ...hostileFolders())).not.toThrow();
});
