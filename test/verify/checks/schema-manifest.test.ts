import { expect, test } from "vitest";
import { schemaManifest } from "../../../src/verify/checks/schema-manifest.ts";
import { hostileFolders, reportsOf, routedFolder, type Edit } from "../routed.ts";

const primary = "manifests/ingress-primary.yaml";
const canary = "manifests/ingress-canary.yaml";
const route = "manifests/httproute.yaml";
const kustomization = "manifests/kustomization.yaml";
const rules = "manifests/prometheusrule.yaml";
const dashboard = "manifests/dashboard.yaml";

interface Case {
  readonly edits: Readonly<Record<string, Edit>>;
  readonly reports: readonly object[];
}

const cases: Record<string, Case> = {
  "what was compiled": {
    edits: {},
    reports: [],
  },
  "an unknown field, with the name that was meant": {
    edits: { [route]: ["backendRefs:", "backendRef:"] },
    reports: [
      {
        message: 'HTTPRoute "shop" has the unknown field spec.rules[0].backendRef',
        hint: 'did you mean "backendRefs"?',
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "backendRef"],
      },
      {
        message: 'HTTPRoute "shop" has the unknown field spec.rules[1].backendRef',
        hint: 'did you mean "backendRefs"?',
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 1, "backendRef"],
      },
      {
        message: 'HTTPRoute "shop" has the unknown field spec.rules[2].backendRef',
        hint: 'did you mean "backendRefs"?',
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 2, "backendRef"],
      },
      {
        message: 'HTTPRoute "shop" has the unknown field spec.rules[3].backendRef',
        hint: 'did you mean "backendRefs"?',
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 3, "backendRef"],
      },
      {
        message: 'HTTPRoute "shop" has the unknown field spec.rules[4].backendRef',
        hint: 'did you mean "backendRefs"?',
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 4, "backendRef"],
      },
    ],
  },
  "an unknown field that resembles nothing": {
    edits: { [primary]: ["  ingressClassName: nginx", "  ingressClassName: nginx\n  weight: 5"] },
    reports: [
      {
        message: 'Ingress "shop-primary" has the unknown field spec.weight',
        hint: "remove the field; the fields here are ingressClassName, defaultBackend, rules, tls",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["spec", "weight"],
      },
    ],
  },
  "a number that is a text": {
    edits: { [route]: ["weight: 95", 'weight: "95"'] },
    reports: [
      {
        message: 'HTTPRoute "shop" has "95" at spec.rules[0].backendRefs[0].weight, expected a whole number',
        hint: "correct the value",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "backendRefs", 0, "weight"],
      },
    ],
  },
  "a weight beyond the API's range": {
    edits: { [route]: ["weight: 95", "weight: 1000001"] },
    reports: [
      {
        message: 'HTTPRoute "shop" has 1000001 at spec.rules[0].backendRefs[0].weight, expected a number from 0 to 1000000',
        hint: "correct the value",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "backendRefs", 0, "weight"],
      },
    ],
  },
  "a port beyond the range": {
    edits: { [canary]: ["number: 8080", "number: 80800"] },
    reports: [
      {
        message:
          'Ingress "shop-canary" has 80800 at spec.rules[0].http.paths[0].backend.service.port.number, expected a number from 1 to 65535',
        hint: "correct the value",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "http", "paths", 0, "backend", "service", "port", "number"],
      },
    ],
  },
  "a word that is none of the allowed": {
    edits: { [primary]: ["pathType: Prefix", "pathType: prefix"] },
    reports: [
      {
        message:
          'Ingress "shop-primary" has "prefix" at spec.rules[0].http.paths[0].pathType, expected one of "Exact", "Prefix", "ImplementationSpecific"',
        hint: "correct the value",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "http", "paths", 0, "pathType"],
      },
    ],
  },
  "a missing field": {
    edits: { [primary]: ["            pathType: Prefix\n", ""] },
    reports: [
      {
        message: 'Ingress "shop-primary" lacks spec.rules[0].http.paths[0].pathType',
        hint: "add the field",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "http", "paths", 0],
      },
    ],
  },
  "a host that is no host name": {
    edits: { [primary]: ["host: shop.example.com", "host: Shop.example.com"] },
    reports: [
      {
        message:
          'Ingress "shop-primary" has "Shop.example.com" at spec.rules[0].host, expected a host name such as "shop.example.com" or "*.example.com"',
        hint: "correct the value",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "host"],
      },
    ],
  },
  "a host that is an address": {
    edits: { [primary]: ["host: shop.example.com", "host: 10.0.0.1"] },
    reports: [
      {
        message:
          'Ingress "shop-primary" has "10.0.0.1" at spec.rules[0].host, expected a host name such as "shop.example.com" or "*.example.com"',
        hint: "correct the value",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "host"],
      },
    ],
  },
  "a path that does not begin at the root": {
    edits: { [primary]: ["path: /\n", "path: shop\n"] },
    reports: [
      {
        message: 'Ingress "shop-primary" has "shop" at spec.rules[0].http.paths[0].path, expected a path that begins with "/"',
        hint: "correct the value",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "http", "paths", 0, "path"],
      },
    ],
  },
  "a path that leads through another": {
    edits: { [primary]: ["path: /\n", "path: /a/../b\n"] },
    reports: [
      {
        message:
          'Ingress "shop-primary" has "/a/../b" at spec.rules[0].http.paths[0].path, expected a path without "//", "/./", "/../" and "%2f"',
        hint: "correct the value",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "http", "paths", 0, "path"],
      },
    ],
  },
  "a port by number and by name": {
    edits: { [canary]: ["number: 8080", "number: 8080\n                  name: http"] },
    reports: [
      {
        message:
          'Ingress "shop-canary" has an object at spec.rules[0].http.paths[0].backend.service.port, expected either a name or a number',
        hint: "correct the value",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "http", "paths", 0, "backend", "service", "port"],
      },
    ],
  },
  "a label that is no label value": {
    edits: { [primary]: ["part-of: checkout", 'part-of: "check out"'] },
    reports: [
      {
        message:
          'Ingress "shop-primary" has "check out" at metadata.labels["app.kubernetes.io/part-of"], expected a label value of letters, digits, hyphens, dots and underscores that begins and ends with a letter or digit',
        hint: "correct the value",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["metadata", "labels", "app.kubernetes.io/part-of"],
      },
    ],
  },
  "a key that is no label key": {
    edits: { [primary]: ["rampart.dev/rollout: checkout", "rampart.dev/ro/llout: checkout"] },
    reports: [
      {
        message:
          'Ingress "shop-primary" has the key "rampart.dev/ro/llout" in metadata.labels, expected a label key such as app.kubernetes.io/name',
        hint: "rename the key",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["metadata", "labels", "rampart.dev/ro/llout"],
      },
    ],
  },
  "an annotation that is a number": {
    edits: { [canary]: ['nginx.ingress.kubernetes.io/canary-weight: "5"', "nginx.ingress.kubernetes.io/canary-weight: 5"] },
    reports: [
      {
        message: 'Ingress "shop-canary" has 5 at metadata.annotations["nginx.ingress.kubernetes.io/canary-weight"], expected a text',
        hint: "correct the value",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["metadata", "annotations", "nginx.ingress.kubernetes.io/canary-weight"],
      },
    ],
  },
  "an empty field": {
    edits: { [primary]: ["  tls:\n    - hosts:\n        - shop.example.com\n      secretName: shop-tls\n", "  tls:\n"] },
    reports: [
      {
        message: 'Ingress "shop-primary" has null at spec.tls, expected a list',
        hint: "leave the field out, or give it a value",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["spec", "tls"],
      },
    ],
  },
  "a rule that is neither record nor alert": {
    edits: { [rules]: ["- record:", "- recrod:"] },
    reports: [
      {
        message: 'PrometheusRule "checkout" has the unknown field spec.groups[0].rules[0].recrod',
        hint: 'did you mean "record"?',
        file: "dist/production/checkout/manifests/prometheusrule.yaml",
        document: 0,
        path: ["spec", "groups", 0, "rules", 0, "recrod"],
      },
    ],
  },
  "a duration that Prometheus cannot read": {
    edits: { [rules]: ["interval: 30s", "interval: 30 seconds"] },
    reports: [
      {
        message:
          'PrometheusRule "checkout" has "30 seconds" at spec.groups[0].interval, expected a duration such as "30s", "5m" or "1h30m"',
        hint: "correct the value",
        file: "dist/production/checkout/manifests/prometheusrule.yaml",
        document: 0,
        path: ["spec", "groups", 0, "interval"],
      },
    ],
  },
  "two groups of one name": {
    edits: { [rules]: ["spec:\n  groups:\n", "spec:\n  groups:\n    - name: twice\n    - name: twice\n"] },
    reports: [
      {
        message: 'PrometheusRule "checkout" has name "twice" twice in spec.groups',
        hint: "give each its own, or remove one",
        file: "dist/production/checkout/manifests/prometheusrule.yaml",
        document: 0,
        path: ["spec", "groups", 1],
      },
    ],
  },
  "two header conditions of one name": {
    edits: {
      [route]: [
        "              value: always\n",
        "              value: always\n            - type: Exact\n              name: X-Beta\n              value: often\n",
      ],
    },
    reports: [
      {
        message: 'HTTPRoute "shop" has name "X-Beta" twice in spec.rules[1].matches[0].headers',
        hint: "give each its own, or remove one",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 1, "matches", 0, "headers", 1],
      },
    ],
  },
  "a field of the experimental channel": {
    edits: { [route]: ["    - name: default\n", "    - name: default\n      retry:\n        attempts: 2\n"] },
    reports: [
      {
        message: 'HTTPRoute "shop" has the unknown field spec.rules[0].retry',
        hint: "retry belongs to the experimental channel of the Gateway API: remove it, or put that channel's CRD into schemas/ if the cluster has it",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "rules", 0, "retry"],
      },
    ],
  },
  "a key of a ConfigMap with a slash": {
    edits: { [dashboard]: ["checkout-production.json:", "checkout/production.json:"] },
    reports: [
      {
        message:
          'ConfigMap "checkout-dashboard" has the key "checkout/production.json" in data, expected a key of letters, digits, hyphens, dots and underscores',
        hint: "rename the key",
        file: "dist/production/checkout/manifests/dashboard.yaml",
        document: 0,
        path: ["data", "checkout/production.json"],
      },
    ],
  },
  "a field of kustomize that is misspelt": {
    edits: { [kustomization]: ["resources:", "resource:"] },
    reports: [
      {
        message: "Kustomization has the unknown field resource",
        hint: 'did you mean "resources"?',
        file: "dist/production/checkout/manifests/kustomization.yaml",
        document: 0,
        path: ["resource"],
      },
    ],
  },
  "a kind that is not known": {
    edits: { "manifests/own.yaml": "apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: own\n" },
    reports: [
      {
        message: 'Widget "own" is of kind example.com/v1 Widget, which is not known here, so its fields are not checked',
        hint: "put the CustomResourceDefinition or a JSON Schema of the kind into schemas/",
        file: "dist/production/checkout/manifests/own.yaml",
        document: 0,
        path: ["kind"],
        severity: "notice",
      },
    ],
  },
  "a kind that is probably misspelt": {
    edits: { "manifests/own.yaml": "apiVersion: v1\nkind: ConfigMaps\nmetadata:\n  name: own\n" },
    reports: [
      {
        message: 'ConfigMaps "own" is of kind v1 ConfigMaps, which is not known here, so its fields are not checked',
        hint: 'put the CustomResourceDefinition or a JSON Schema of the kind into schemas/, unless you meant "ConfigMap"',
        file: "dist/production/checkout/manifests/own.yaml",
        document: 0,
        path: ["kind"],
        severity: "notice",
      },
    ],
  },
  "a kind that the Kubernetes version no longer has": {
    edits: { "manifests/own.yaml": "apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata:\n  name: own\n" },
    reports: [
      {
        message: 'Ingress "own" is of a kind that is gone since Kubernetes 1.22, and the environment has 1.33',
        hint: "write apiVersion: networking.k8s.io/v1",
        file: "dist/production/checkout/manifests/own.yaml",
        document: 0,
        path: ["apiVersion"],
      },
    ],
  },
  "a value that the Kubernetes version does not have yet": {
    edits: {
      "manifests/own.yaml": "apiVersion: v1\nkind: Service\nmetadata:\n  name: own\nspec:\n  trafficDistribution: PreferSameNode\n",
    },
    reports: [
      {
        message:
          'Service "own" has spec.trafficDistribution = "PreferSameNode", which exists since Kubernetes 1.34, and the environment has 1.33',
        hint: "remove it, or raise kubernetesVersion of the environment if its cluster is newer",
        file: "dist/production/checkout/manifests/own.yaml",
        document: 0,
        path: ["spec", "trafficDistribution"],
      },
    ],
  },
  "ports of a Service without names": {
    edits: {
      "manifests/own.yaml":
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: own\nspec:\n  ports:\n    - port: 80\n    - port: 81\n      name: extra\n",
    },
    reports: [
      {
        message: 'Service "own" lacks spec.ports[0].name',
        hint: "add the field",
        file: "dist/production/checkout/manifests/own.yaml",
        document: 0,
        path: ["spec", "ports", 0],
      },
    ],
  },
  "a document that is no object": {
    edits: { "manifests/own.yaml": "---\n- a\n---\nkind: Service\n" },
    reports: [
      {
        message: "A document is no Kubernetes object: expected an object with apiVersion and kind",
        hint: "add apiVersion and kind, or remove the document",
        file: "dist/production/checkout/manifests/own.yaml",
        document: 0,
        path: [],
      },
      {
        message: "A document is no Kubernetes object: expected an object with apiVersion and kind",
        hint: "add apiVersion and kind, or remove the document",
        file: "dist/production/checkout/manifests/own.yaml",
        document: 1,
        path: [],
      },
    ],
  },
};

test.each(Object.entries(cases))("%s", (_, { edits, reports }) => {
  expect(reportsOf(schemaManifest, routedFolder(edits))).toEqual(reports);
});

test("comes through whatever a stranger commits", () => {
  expect(() => reportsOf(schemaManifest, ...hostileFolders())).not.toThrow();
});
