import { describe, expect, test } from "vitest";
import { trafficConflicts } from "../../../src/compile/traffic/traffic-conflicts.ts";
import { trafficWarnings } from "../../../src/compile/traffic/traffic-warnings.ts";
import { contextOf, stage, traffic, type Fixture } from "./context-fixture.ts";

const ingress = { ingress: { class: "nginx" } };
const gateway = { gateway: { name: "public", namespace: "gateways" } };
const before = stage("before");

describe("a warning tells that", () => {
  const table: Record<string, { readonly fixture: Fixture; readonly messages: readonly string[] }> = {
    "a weight moves new sessions only": {
      fixture: {
        routes: ingress,
        rollout: { traffic: { ...traffic, affinityCookie: "side" } },
        stages: [before, stage("five", { weight: 5 })],
      },
      messages: ['sessions are bound by cookie "side", so a new weight moves new sessions only'],
    },
    "a match does not move a bound session": {
      fixture: {
        routes: ingress,
        rollout: { traffic: { ...traffic, affinityCookie: "side" } },
        stages: [before, stage("staff", { match: { cookie: "staff" } })],
      },
      messages: ['a session that cookie "side" binds to the baseline is not moved by a header or cookie match'],
    },
    "never stops working beside the value always": {
      fixture: { stages: [before, stage("beta", { match: { header: { name: "X-Beta", value: "always" } } })] },
      messages: [
        'stage "beta" sends header X-Beta with value "always" to the candidate, but "never" keeps nobody away: words stop working beside a value',
      ],
    },
    "annotations of ingress-nginx are lost on the HTTPRoute": {
      fixture: {
        rollout: {
          traffic: {
            ...traffic,
            annotations: { "nginx.ingress.kubernetes.io/proxy-body-size": "1m", "cert-manager.io/cluster-issuer": "le" },
          },
        },
      },
      messages: ["what these annotations do has no counterpart in the HTTPRoute: nginx.ingress.kubernetes.io/proxy-body-size"],
    },
    "a mirror beside a weight doubles requests": {
      fixture: { routes: gateway, stages: [before, stage("shadow", { mirror: 100 }), stage("five", { weight: 5 })] },
      messages: ['stage "five" mirrors while it sends a weight, so the candidate gets copies of requests that it answers itself'],
    },
    "a pattern closes the way to the Gateway API": {
      fixture: { routes: ingress, stages: [before, stage("beta", { match: { header: { name: "X-Beta", pattern: "(?=b)" } } })] },
      messages: ["header pattern (?=b) cannot move to the Gateway API: it has groups other than (…) and (?:…)"],
    },
    "nothing, for a plain ramp": {
      fixture: { stages: [before, stage("five", { weight: 5 }), stage("full", { weight: 100 })] },
      messages: [],
    },
    "nothing, without traffic": { fixture: { rollout: { traffic: undefined } }, messages: [] },
  };
  test.each(Object.entries(table))("%s", (_, { fixture, messages }) => {
    expect(trafficWarnings(contextOf({ at: "before", ...fixture })).map(({ message }) => message)).toEqual(messages);
  });
});

describe("rollouts are in each other's way when", () => {
  const one = contextOf();
  test("they route the same host and path under the same name", () => {
    const other = contextOf({ rollout: { name: "checkout-v3" } });
    expect(trafficConflicts([one, other]).map(({ message }) => message)).toEqual([
      'rollouts "checkout-v2" and "checkout-v3" both write routes named shop/checkout in "prod"',
      'rollouts "checkout-v2" and "checkout-v3" both write shop.example.com/ in "prod"',
    ]);
  });
  test("not when service and path differ", () => {
    const other = contextOf({ rollout: { name: "cart-v3", service: "cart", traffic: { ...traffic, paths: [{ path: "/cart" }] } } });
    expect(trafficConflicts([one, other])).toEqual([]);
  });
});
