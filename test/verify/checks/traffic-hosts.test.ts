import { expect, test } from "vitest";
import { trafficHosts } from "../../../src/verify/checks/traffic-hosts.ts";
import { hostileFolders, reportsOf, routedFolder, type Edit } from "../routed.ts";

const primary = "manifests/ingress-primary.yaml";
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
  "a host of another environment in the Ingress": {
    edits: { [primary]: ["host: shop.example.com", "host: shop.example.org"] },
    reports: [
      {
        message:
          'Ingress "shop-primary" answers shop.example.org, which ends in none of the host suffixes of environment "production": example.com',
        hint: "use such a host, or add the suffix to environments/production.ts",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "host"],
      },
    ],
  },
  "a host of another environment in the HTTPRoute": {
    edits: { [route]: ["- shop.example.com", "- shop.example.org"] },
    reports: [
      {
        message:
          'HTTPRoute "shop" answers shop.example.org, which ends in none of the host suffixes of environment "production": example.com',
        hint: "use such a host, or add the suffix to environments/production.ts",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "hostnames", 0],
      },
    ],
  },
  "a host that only ends like the suffix": {
    edits: { [route]: ["- shop.example.com", "- shopexample.com"] },
    reports: [
      {
        message:
          'HTTPRoute "shop" answers shopexample.com, which ends in none of the host suffixes of environment "production": example.com',
        hint: "use such a host, or add the suffix to environments/production.ts",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "hostnames", 0],
      },
    ],
  },
  "another host below the suffix": {
    edits: { [canary]: ["host: shop.example.com", "host: store.example.com"] },
    reports: [
      {
        message: 'Ingress "shop-canary" answers store.example.com, but the rollout\'s host is shop.example.com',
        hint: "write shop.example.com, or run `rampart compile`",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "host"],
      },
    ],
  },
  "a certificate for another host": {
    edits: { [primary]: ["        - shop.example.com", "        - store.example.com"] },
    reports: [
      {
        message: 'Ingress "shop-primary" has a certificate for store.example.com, but the rollout\'s host is shop.example.com',
        hint: "write shop.example.com, or run `rampart compile`",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["spec", "tls", 0, "hosts", 0],
      },
    ],
  },
  "a rule for every host": {
    edits: { [primary]: ["    - host: shop.example.com\n      http:", "    - http:"] },
    reports: [
      {
        message:
          'Ingress "shop-primary" answers every host, which ends in none of the host suffixes of environment "production": example.com',
        hint: "use such a host, or add the suffix to environments/production.ts",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "host"],
      },
    ],
  },
  "a route for every host": {
    edits: { [route]: ["  hostnames:\n    - shop.example.com\n", ""] },
    reports: [
      {
        message: 'HTTPRoute "shop" answers every host, which ends in none of the host suffixes of environment "production": example.com',
        hint: "use such a host, or add the suffix to environments/production.ts",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec"],
      },
    ],
  },
  "a host of a route of its own": {
    edits: {
      "manifests/own.yaml":
        "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: own\nspec:\n  hostnames:\n    - admin.example.com\n  rules:\n    - backendRefs:\n        - name: admin\n          port: 80\n",
    },
    reports: [],
  },
  "another host in rollout.yaml": {
    edits: { [resource]: ["  host: shop.example.com", "  host: store.example.com"] },
    reports: [
      {
        message: 'HTTPRoute "shop" answers shop.example.com, but the rollout\'s host is store.example.com',
        hint: "write store.example.com, or run `rampart compile`",
        file: "dist/production/checkout/manifests/httproute.yaml",
        document: 0,
        path: ["spec", "hostnames", 0],
      },
      {
        message: 'Ingress "shop-canary" answers shop.example.com, but the rollout\'s host is store.example.com',
        hint: "write store.example.com, or run `rampart compile`",
        file: "dist/production/checkout/manifests/ingress-canary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "host"],
      },
      {
        message: 'Ingress "shop-primary" answers shop.example.com, but the rollout\'s host is store.example.com',
        hint: "write store.example.com, or run `rampart compile`",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["spec", "rules", 0, "host"],
      },
      {
        message: 'Ingress "shop-primary" has a certificate for shop.example.com, but the rollout\'s host is store.example.com',
        hint: "write store.example.com, or run `rampart compile`",
        file: "dist/production/checkout/manifests/ingress-primary.yaml",
        document: 0,
        path: ["spec", "tls", 0, "hosts", 0],
      },
    ],
  },
  "no route at all": {
    edits: { [primary]: undefined, [canary]: undefined, [route]: undefined },
    reports: [
      {
        message: "The rollout routes shop.example.com, but there is no Ingress and no HTTPRoute",
        hint: "run `rampart compile`",
        file: "dist/production/checkout/rollout.yaml",
        path: ["spec", "host"],
      },
    ],
  },
};

test.each(Object.entries(cases))("%s", (_, { edits, reports }) => {
  expect(reportsOf(trafficHosts, routedFolder(edits))).toEqual(reports);
});

test("comes through whatever a stranger commits", () => {
  expect(() => reportsOf(trafficHosts, ...hostileFolders())).not.toThrow();
});
