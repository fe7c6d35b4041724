import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { ingressNginx } from "../../../src/compile/generators/ingress-nginx.ts";
import { contextOf, stage, traffic, type Fixture } from "../traffic/context-fixture.ts";

const nginx = "nginx.ingress.kubernetes.io";
const before = stage("before");

function files(fixture: Fixture): Readonly<Record<string, string>> {
  return Object.fromEntries(ingressNginx.generate(contextOf(fixture)).map(({ path, content }) => [path, content]));
}

function canaryAnnotations(fixture: Fixture): unknown {
  const manifest: unknown = parse(files(fixture)["manifests/ingress-canary.yaml"] ?? "metadata: {}");
  return Object(Object(manifest).metadata).annotations;
}

test("writes primary and canary with host, path and path type in pairs", () => {
  const written = files({
    rollout: {
      traffic: {
        ...traffic,
        paths: [{ path: "/b" }, { path: "/A", type: "Exact" }],
        tls: { secret: "shop-tls" },
        annotations: { "example.com/team": "shop" },
      },
    },
    stages: [before, stage("five", { weight: 5 })],
  });
  expect(written["manifests/ingress-primary.yaml"]).toBe(`apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  annotations:
    example.com/team: shop
  labels:
    app.kubernetes.io/managed-by: rampart
    app.kubernetes.io/name: checkout
    app.kubernetes.io/part-of: checkout-v2
    rampart.dev/environment: prod
    rampart.dev/rollout: checkout-v2
  name: checkout-primary
  namespace: shop
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - backend:
              service:
                name: checkout-v1
                port:
                  number: 8080
            path: /b
            pathType: Prefix
          - backend:
              service:
                name: checkout-v1
                port:
                  number: 8080
            path: /A
            pathType: Exact
  tls:
    - hosts:
        - shop.example.com
      secretName: shop-tls
`);
  expect(written["manifests/ingress-canary.yaml"]).toBe(`apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  annotations:
    ${nginx}/canary: "true"
    ${nginx}/canary-weight: "5"
  labels:
    app.kubernetes.io/managed-by: rampart
    app.kubernetes.io/name: checkout
    app.kubernetes.io/part-of: checkout-v2
    rampart.dev/environment: prod
    rampart.dev/rollout: checkout-v2
  name: checkout-canary
  namespace: shop
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - backend:
              service:
                name: checkout-v2
                port:
                  number: 9090
            path: /b
            pathType: Prefix
          - backend:
              service:
                name: checkout-v2
                port:
                  number: 9090
            path: /A
            pathType: Exact
`);
});

describe("the canary's annotations", () => {
  const table: Record<string, { readonly fixture: Fixture; readonly annotations: Record<string, string> | undefined }> = {
    "are none before the first weight": { fixture: { stages: [before, stage("idle")] }, annotations: undefined },
    "say weight 0": { fixture: { stages: [before, stage("ready", { weight: 0 })] }, annotations: { canary: "true", "canary-weight": "0" } },
    "say weight 100": {
      fixture: { stages: [before, stage("full", { weight: 100 })] },
      annotations: { canary: "true", "canary-weight": "100" },
    },
    "say the total over 100": {
      fixture: { rollout: { traffic: { ...traffic, weightTotal: 1000 } }, stages: [before, stage("one", { weight: 1 })] },
      annotations: { canary: "true", "canary-weight": "1", "canary-weight-total": "1000" },
    },
    "say header and cookie beside the weight": {
      fixture: { stages: [before, stage("staff", { weight: 1, match: { header: { name: "X-Staff" }, cookie: "staff" } })] },
      annotations: { canary: "true", "canary-weight": "1", "canary-by-header": "X-Staff", "canary-by-cookie": "staff" },
    },
    "say a header's value": {
      fixture: { stages: [before, stage("staff", { match: { header: { name: "X-Staff", value: "beta" } } })] },
      annotations: { canary: "true", "canary-weight": "0", "canary-by-header": "X-Staff", "canary-by-header-value": "beta" },
    },
    "say a header's pattern": {
      fixture: { stages: [before, stage("staff", { match: { header: { name: "X-Staff", pattern: "^b" } } })] },
      annotations: { canary: "true", "canary-weight": "0", "canary-by-header": "X-Staff", "canary-by-header-pattern": "^b" },
    },
    "are none once the canary is removed": {
      fixture: { stages: [before, stage("full", { weight: 100 }), stage("done", { primary: "candidate", canary: "absent" })] },
      annotations: undefined,
    },
  };
  test.each(Object.entries(table))("%s", (_, { fixture, annotations }) => {
    const expected =
      annotations === undefined
        ? undefined
        : Object.fromEntries(Object.entries(annotations).map(([key, value]) => [`${nginx}/${key}`, value]));
    expect(canaryAnnotations(fixture)).toEqual(expected);
  });
});

test("the primary points to the candidate once it is repointed", () => {
  const written = files({ stages: [before, stage("full", { weight: 100 }), stage("done", { primary: "candidate", canary: "absent" })] });
  expect(Object.keys(written)).toEqual(["manifests/ingress-primary.yaml"]);
  expect(written["manifests/ingress-primary.yaml"]).toContain("name: checkout-v2\n                port:\n                  number: 9090\n");
});

test("sticky sessions are said by the primary, from which ingress-nginx copies them", () => {
  const fixture: Fixture = {
    ladder: { routedBy: ["ingress"] },
    rollout: { traffic: { ...traffic, affinityCookie: "side" } },
    stages: [before, stage("five", { weight: 5 })],
  };
  const written = files(fixture);
  expect(written["manifests/ingress-primary.yaml"]).toContain(`${nginx}/affinity: cookie\n    ${nginx}/session-cookie-name: side\n`);
  expect(written["manifests/ingress-canary.yaml"]).not.toContain("affinity");
});

describe("the generator applies", () => {
  const table: Record<string, readonly [Fixture, boolean]> = {
    "where the environment has an ingress": [{}, true],
    "not where it has a gateway only": [{ routes: { gateway: { name: "public", namespace: "gateways" } } }, false],
    "not where the ladder is routed by the gateway": [{ ladder: { routedBy: ["gateway"] } }, false],
    "not to a rollout without traffic": [{ rollout: { traffic: undefined } }, false],
  };
  test.each(Object.entries(table))("%s", (_, [fixture, applies]) => {
    expect(ingressNginx.applies(contextOf(fixture))).toBe(applies);
  });
});
