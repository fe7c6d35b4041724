import { describe, expect, test } from "vitest";
import { httpRoute } from "../../../src/compile/generators/http-route.ts";
import { contextOf, stage, traffic, type Fixture } from "../traffic/context-fixture.ts";

const gateway = { gateway: { name: "public", namespace: "gateways" } };
const before = stage("before");

function written(fixture: Fixture): string {
  const [artifact] = httpRoute.generate(contextOf(fixture));
  expect(artifact?.path).toBe("manifests/httproute.yaml");
  return artifact?.content ?? "";
}

/** The rules alone, which are the last part of the file. */
function rules(fixture: Fixture): string {
  return written(fixture).split("  rules:\n")[1] ?? "";
}

const backend = (name: string, port: number, weight: number, indent = "        "): string =>
  `${indent}- group: ""\n${indent}  kind: Service\n${indent}  name: ${name}\n${indent}  port: ${port}\n${indent}  weight: ${weight}\n`;
const everything = `      matches:
        - path:
            type: PathPrefix
            value: /
`;

test("names host, gateway and listener, and weighs both backends", () => {
  expect(written({ stages: [before, stage("five", { weight: 5 })] })).toBe(`apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  labels:
    app.kubernetes.io/managed-by: rampart
    app.kubernetes.io/name: checkout
    app.kubernetes.io/part-of: checkout-v2
    rampart.dev/environment: prod
    rampart.dev/rollout: checkout-v2
  name: checkout
  namespace: shop
spec:
  hostnames:
    - shop.example.com
  parentRefs:
    - group: gateway.networking.k8s.io
      kind: Gateway
      namespace: gateways
      name: public
      sectionName: https
  rules:
    - name: default
${everything}      backendRefs:
${backend("checkout-v1", 8080, 95)}${backend("checkout-v2", 9090, 5)}`);
});

describe("the rule for all requests", () => {
  const table: Record<string, { readonly fixture: Fixture; readonly backends: string }> = {
    "names the baseline alone without a canary": {
      fixture: { stages: [before, stage("idle")] },
      backends: backend("checkout-v1", 8080, 1),
    },
    "weighs the candidate 0 beside the baseline": {
      fixture: { stages: [before, stage("ready", { weight: 0 })] },
      backends: backend("checkout-v1", 8080, 100) + backend("checkout-v2", 9090, 0),
    },
    "weighs the baseline 0 beside the candidate": {
      fixture: { stages: [before, stage("full", { weight: 100 })] },
      backends: backend("checkout-v1", 8080, 0) + backend("checkout-v2", 9090, 100),
    },
    "weighs in parts of the total": {
      fixture: { rollout: { traffic: { ...traffic, weightTotal: 1000 } }, stages: [before, stage("one", { weight: 1 })] },
      backends: backend("checkout-v1", 8080, 999) + backend("checkout-v2", 9090, 1),
    },
    "names the candidate alone once the primary points to it": {
      fixture: { stages: [before, stage("full", { weight: 100 }), stage("done", { primary: "candidate", canary: "absent" })] },
      backends: backend("checkout-v2", 9090, 1),
    },
  };
  test.each(Object.entries(table))("%s", (_, { fixture, backends }) => {
    expect(rules(fixture)).toBe(`    - name: default\n${everything}      backendRefs:\n${backends}`);
  });
});

test("header rules come before cookie rules; the rule for all requests keeps the first place, as some gateways know rules by it", () => {
  const text = rules({ stages: [before, stage("staff", { weight: 5, match: { header: { name: "X-Staff" }, cookie: "staff" } })] });
  expect(text.match(/name: [a-z]+(-[a-z]+)?$/gm)?.filter((line) => !line.includes("checkout"))).toEqual([
    "name: default",
    "name: header-candidate",
    "name: header-primary",
    "name: cookie-candidate",
    "name: cookie-primary",
  ]);
  expect(text).toContain(`    - name: cookie-primary
      matches:
        - path:
            type: PathPrefix
            value: /
          headers:
            - type: RegularExpression
              name: Cookie
              value: ^(?:.*;\\s*)?staff=never(?:;.*)?$
      backendRefs:
${backend("checkout-v1", 8080, 1)}`);
});

test("a header's value has one rule, of which always and never are no part", () => {
  const text = rules({ stages: [before, stage("staff", { match: { header: { name: "X-Staff", value: "beta" } } })] });
  expect(text).toContain("            - type: Exact\n              name: X-Staff\n              value: beta\n");
  expect(text).not.toMatch(/always|never/);
});

describe("a mirror", () => {
  const mirroring = [before, stage("shadow", { mirror: 25 })];
  test("is a filter of the rule for all requests", () => {
    expect(rules({ routes: gateway, stages: mirroring })).toBe(`    - name: default
${everything}      filters:
        - type: RequestMirror
          requestMirror:
            backendRef:
              group: ""
              kind: Service
              name: checkout-v2
              port: 9090
            percent: 25
      backendRefs:
${backend("checkout-v1", 8080, 1)}`);
  });
  test("of the application is none of the route", () => {
    expect(rules({ rollout: { traffic: { ...traffic, mirrorBy: "application" } }, stages: mirroring })).not.toContain("RequestMirror");
  });
  test("is gone when a stage ends it", () => {
    expect(rules({ routes: gateway, stages: [...mirroring, stage("five", { weight: 5, mirror: 0 })] })).not.toContain("RequestMirror");
  });
});

test("a gateway without a section is named without one", () => {
  expect(written({ routes: gateway })).not.toContain("sectionName");
});

test("applies where the environment has a gateway that the ladder uses", () => {
  expect(httpRoute.applies(contextOf())).toBe(true);
  expect(httpRoute.applies(contextOf({ routes: { ingress: { class: "nginx" } } }))).toBe(false);
  expect(httpRoute.applies(contextOf({ ladder: { routedBy: ["ingress"] } }))).toBe(false);
});
