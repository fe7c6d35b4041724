import { expect, test } from "vitest";
import { trafficTraps } from "../../../src/verify/checks/traffic-traps.ts";
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
  "a total that has no effect": {
    edits: {
      [canary]: [
        'nginx.ingress.kubernetes.io/canary-weight: "5"',
        'nginx.ingress.kubernetes.io/canary-weight: "5"\n    nginx.ingress.kubernetes.io/canary-weight-total: "50"',
      ],
    },
    reports: [
      {
        message: 'Ingress "shop-canary" has canary-weight-total: "50", which has no effect: up to 100, ingress-nginx counts in percent',
        hint: "write a total over 100, or a weight in percent and no total",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary-weight-total"],
      },
    ],
  },
  "a total of 100, which says what is the case": {
    edits: {
      [canary]: [
        'nginx.ingress.kubernetes.io/canary-weight: "5"',
        'nginx.ingress.kubernetes.io/canary-weight: "5"\n    nginx.ingress.kubernetes.io/canary-weight-total: "100"',
      ],
    },
    reports: [],
  },
  "a weight that is no number": {
    edits: { [canary]: ['nginx.ingress.kubernetes.io/canary-weight: "5"', "nginx.ingress.kubernetes.io/canary-weight: 5%"] },
    reports: [
      {
        message: 'Ingress "shop-canary" has canary-weight: "5%", which is no whole number and counts as 0',
        hint: "write a whole number in quotes",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary-weight"],
      },
    ],
  },
  "a total that is no number": {
    edits: {
      [canary]: [
        'nginx.ingress.kubernetes.io/canary-weight: "5"',
        'nginx.ingress.kubernetes.io/canary-weight: "5"\n    nginx.ingress.kubernetes.io/canary-weight-total: "1e3"',
      ],
    },
    reports: [
      {
        message: 'Ingress "shop-canary" has canary-weight-total: "1e3", which is no whole number and counts as 100',
        hint: "write a whole number in quotes",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary-weight-total"],
      },
    ],
  },
  "a weight of more parts than there are": {
    edits: { [canary]: ['nginx.ingress.kubernetes.io/canary-weight: "5"', 'nginx.ingress.kubernetes.io/canary-weight: "101"'] },
    reports: [
      {
        message: 'Ingress "shop-canary" has canary-weight: "101", of 100 parts there are',
        hint: "write a weight from 0 to 100",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary-weight"],
      },
    ],
  },
  "a negative weight": {
    edits: { [canary]: ['nginx.ingress.kubernetes.io/canary-weight: "5"', 'nginx.ingress.kubernetes.io/canary-weight: "-1"'] },
    reports: [
      {
        message: 'Ingress "shop-canary" has canary-weight: "-1", of 100 parts there are',
        hint: "write a weight from 0 to 100",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary-weight"],
      },
    ],
  },
  "a canary that is not switched on": {
    edits: { [canary]: ['    nginx.ingress.kubernetes.io/canary: "true"\n', ""] },
    reports: [
      {
        message: 'Ingress "shop-canary" has canary-by-header without canary: "true", so it is no canary and answers every request',
        hint: 'add canary: "true", or remove the annotation',
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary-by-header"],
      },
    ],
  },
  "a canary that Go cannot read": {
    edits: { [canary]: ['canary: "true"', 'canary: "yes"'] },
    reports: [
      {
        message: 'Ingress "shop-canary" has canary: "yes", which ingress-nginx cannot read and takes for false',
        hint: 'write "true"',
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary"],
      },
    ],
  },
  "a misspelt annotation": {
    edits: { [canary]: ["canary-weight:", "canary-wieght:"] },
    reports: [
      {
        message: 'Ingress "shop-canary" has the annotation canary-wieght, which ingress-nginx does not have',
        hint: 'did you mean "canary-weight"?',
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary-wieght"],
      },
    ],
  },
  "a value beside the words": {
    edits: {
      [canary]: [
        'nginx.ingress.kubernetes.io/canary-weight: "5"',
        'nginx.ingress.kubernetes.io/canary-weight: "5"\n    nginx.ingress.kubernetes.io/canary-by-header-value: always',
      ],
    },
    reports: [
      {
        message:
          'Ingress "shop-canary" has canary-by-header-value: "always", beside which the words always and never lose their meaning: "never" keeps nobody away',
        hint: "remove canary-by-header-value to have both words",
        severity: "warning",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary-by-header-value"],
      },
    ],
  },
  "a value that keeps nobody away": {
    edits: {
      [canary]: [
        'nginx.ingress.kubernetes.io/canary-weight: "5"',
        'nginx.ingress.kubernetes.io/canary-weight: "5"\n    nginx.ingress.kubernetes.io/canary-by-header-value: never',
      ],
    },
    reports: [
      {
        message:
          'Ingress "shop-canary" has canary-by-header-value: "never", beside which the words always and never lose their meaning: "never" goes to the candidate',
        hint: "remove canary-by-header-value to have both words",
        severity: "warning",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary-by-header-value"],
      },
    ],
  },
  "a value and a pattern": {
    edits: {
      [canary]: [
        'nginx.ingress.kubernetes.io/canary-weight: "5"',
        'nginx.ingress.kubernetes.io/canary-weight: "5"\n    nginx.ingress.kubernetes.io/canary-by-header-value: beta\n    nginx.ingress.kubernetes.io/canary-by-header-pattern: ^b',
      ],
    },
    reports: [
      {
        message: 'Ingress "shop-canary" has a canary-by-header-pattern beside a value, which goes before it: the pattern has no effect',
        hint: "keep one of them",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary-by-header-pattern"],
      },
    ],
  },
  "a value without a header": {
    edits: {
      [canary]: ["nginx.ingress.kubernetes.io/canary-by-header: X-Beta", "nginx.ingress.kubernetes.io/canary-by-header-value: beta"],
    },
    reports: [
      {
        message: 'Ingress "shop-canary" has canary-by-header-value without canary-by-header, so it has no effect',
        hint: "add canary-by-header, or remove it",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary-by-header-value"],
      },
    ],
  },
  "a pattern without a header": {
    edits: {
      [canary]: ["nginx.ingress.kubernetes.io/canary-by-header: X-Beta", "nginx.ingress.kubernetes.io/canary-by-header-pattern: ^beta$"],
    },
    reports: [
      {
        message: 'Ingress "shop-canary" has canary-by-header-pattern without canary-by-header, so it has no effect',
        hint: "add canary-by-header, or remove it",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary-by-header-pattern"],
      },
    ],
  },
  "a pattern that does not compile": {
    edits: {
      [canary]: [
        'nginx.ingress.kubernetes.io/canary-weight: "5"',
        'nginx.ingress.kubernetes.io/canary-weight: "5"\n    nginx.ingress.kubernetes.io/canary-by-header-pattern: "(b"',
      ],
    },
    reports: [
      {
        message:
          'Ingress "shop-canary" has canary-by-header-pattern: "(b", which does not compile: requests with the header all stay at the primary',
        hint: "correct the pattern",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary-by-header-pattern"],
      },
    ],
  },
  "a cookie name that ingress-nginx refuses": {
    edits: { [canary]: ["canary-by-cookie: side", 'canary-by-cookie: "si de"'] },
    reports: [
      {
        message: 'Ingress "shop-canary" has canary-by-cookie: "si de", which ingress-nginx refuses',
        hint: "use letters, digits and -/._~: only",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary-by-cookie"],
      },
    ],
  },
  "an annotation that a canary takes from the primary": {
    edits: {
      [canary]: [
        'nginx.ingress.kubernetes.io/canary-weight: "5"',
        'nginx.ingress.kubernetes.io/canary-weight: "5"\n    nginx.ingress.kubernetes.io/proxy-read-timeout: "60"',
      ],
    },
    reports: [
      {
        message: 'Ingress "shop-canary" has proxy-read-timeout, which has no effect on a canary: it takes the primary\'s',
        hint: "set it on the primary Ingress",
        severity: "warning",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/proxy-read-timeout"],
      },
    ],
  },
  "an annotation that a canary has of its own": {
    edits: {
      [canary]: [
        'nginx.ingress.kubernetes.io/canary-weight: "5"',
        'nginx.ingress.kubernetes.io/canary-weight: "5"\n    nginx.ingress.kubernetes.io/load-balance: ewma',
      ],
    },
    reports: [],
  },
  "sticky sessions beside a weight and a match": {
    edits: {
      [primary]: [
        "metadata:\n",
        "metadata:\n  annotations:\n    nginx.ingress.kubernetes.io/affinity: cookie\n    nginx.ingress.kubernetes.io/session-cookie-name: bound\n",
      ],
    },
    reports: [
      {
        message: 'Ingress "shop-primary" binds sessions by cookie "bound", so the weight of Ingress "shop-canary" moves new sessions only',
        hint: "expect the candidate's share to trail the weight by the life of a session, both up and down",
        severity: "warning",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/affinity"],
      },
      {
        message:
          'Ingress "shop-primary" binds sessions by cookie "bound", and a bound session is not moved by the header or cookie of Ingress "shop-canary"',
        hint: 'test the match without the cookie "bound"',
        severity: "warning",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/affinity"],
      },
    ],
  },
  "annotations that the HTTPRoute cannot have": {
    edits: {
      [primary]: [
        "metadata:\n",
        'metadata:\n  annotations:\n    nginx.ingress.kubernetes.io/proxy-read-timeout: "60"\n    nginx.ingress.kubernetes.io/auth-url: https://auth.example.com\n',
      ],
    },
    reports: [
      {
        message: 'Ingress "shop-primary" has annotations without a counterpart in HTTPRoute "shop": auth-url, proxy-read-timeout',
        hint: "set them by a policy of the gateway, where they matter there",
        severity: "notice",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/auth-url"],
      },
    ],
  },
  "annotations where there is no HTTPRoute": {
    edits: {
      [primary]: ["metadata:\n", 'metadata:\n  annotations:\n    nginx.ingress.kubernetes.io/proxy-read-timeout: "60"\n'],
      [route]: undefined,
    },
    reports: [],
  },
  "a mirror to a backend that answers": {
    edits: {
      [route]: [
        "    - name: default\n",
        "    - name: default\n      filters:\n        - type: RequestMirror\n          requestMirror:\n            backendRef:\n              name: shop-v2\n              port: 8080\n",
      ],
    },
    reports: [
      {
        message: 'HTTPRoute "shop" mirrors requests to shop-v2:8080, which answers some of them as well and so sees those twice',
        hint: "end the mirror with the first weight",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "filters", 0, "requestMirror"],
        severity: "warning",
      },
    ],
  },
};

test.each(Object.entries(cases))("%s", (_, { edits, reports }) => {
  expect(reportsOf(trafficTraps, routedFolder(edits))).toEqual(reports);
});

test("comes through whatever a stranger commits", () => {
  expect(() => reportsOf(trafficTraps, ...hostileFolders())).not.toThrow();
});
