import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/base/user-error.ts";
import { routingOf } from "../../../src/compile/traffic/routing-of.ts";
import { both, contextOf, stage, traffic, type Fixture } from "./context-fixture.ts";

const ingress = { ingress: { class: "nginx" } };
const gateway = { gateway: { name: "public", namespace: "gateways" } };
const before = stage("before");

function refusal(fixture: Fixture): { readonly message: string; readonly hint: string | undefined } | undefined {
  try {
    routingOf(contextOf({ at: "before", ...fixture }));
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return { message: error.message, hint: error.hint };
    throw error;
  }
}

describe("a ladder is refused before its first step, when a later stage", () => {
  const table: Record<string, { readonly fixture: Fixture; readonly says: string; readonly hint: string }> = {
    "keeps a canary of the backend that the primary points to": {
      fixture: { stages: [before, stage("five", { weight: 5 }), stage("full", { primary: "candidate" })] },
      says: 'Cannot route "checkout-v2" in "prod" at stage "full": the primary already points to the candidate, so ingress-nginx drops the canary silently',
      hint: 'set canary: "absent" in the stage that sets primary: "candidate"',
    },
    "removes the canary and leaves its weight": {
      fixture: { stages: [before, stage("five", { weight: 5 }), stage("gone", { canary: "absent" })] },
      says: 'Cannot route "checkout-v2" in "prod" at stage "gone": weight 5 has no canary to go to',
      hint: 'set weight: 0 in the stage that sets canary: "absent", or point the primary to the candidate with primary: "candidate"',
    },
    "removes the canary and leaves its match": {
      fixture: { stages: [before, stage("staff", { match: { cookie: "staff" } }), stage("gone", { canary: "absent" })] },
      says: 'Cannot route "checkout-v2" in "prod" at stage "gone": its match has no canary to go to',
      hint: 'set match: null in the stage that sets canary: "absent"',
    },
    "mirrors to the backend that answers": {
      fixture: { routes: gateway, stages: [before, stage("odd", { primary: "candidate", mirror: 10 })] },
      says: 'Cannot route "checkout-v2" in "prod" at stage "odd": mirrors 10 % of requests to the backend that answers them',
      hint: 'set mirror: 0 in the stage that sets primary: "candidate"',
    },
    "has more weight than there is": {
      fixture: { stages: [before, stage("much", { weight: 101 })] },
      says: 'Cannot route "checkout-v2" in "prod" at stage "much": weight 101 is more than the 100 parts there are',
      hint: "lower the weight, or set traffic.weightTotal",
    },
    "mirrors by a route that ingress-nginx cannot have": {
      fixture: { routes: ingress, stages: [before, stage("shadow", { mirror: 100 })] },
      says: 'Cannot route "checkout-v2" in "prod" at stage "shadow": mirrors 100 % of requests by the route, which ingress-nginx cannot do',
      hint: 'set traffic.mirrorBy to "application" if the service copies requests itself, or routedBy to ["gateway"] in the ladder',
    },
    "mirrors where ingress-nginx routes as well": {
      fixture: { stages: [before, stage("shadow", { mirror: 100 })] },
      says: 'Cannot route "checkout-v2" in "prod" at stage "shadow": mirrors 100 % of requests by the route, which ingress-nginx cannot do',
      hint: 'set traffic.mirrorBy to "application" if the service copies requests itself, or routedBy to ["gateway"] in the ladder',
    },
    "splits sticky sessions by an HTTPRoute": {
      fixture: { rollout: { traffic: { ...traffic, affinityCookie: "side" } }, stages: [before, stage("five", { weight: 5 })] },
      says: 'Cannot route "checkout-v2" in "prod" at stage "five": traffic.affinityCookie "side" binds sessions, which an HTTPRoute of the standard channel cannot do',
      hint: 'set routedBy: ["ingress"] in the ladder, or remove traffic.affinityCookie',
    },
    "has a pattern that gateways do not read": {
      fixture: { stages: [before, stage("beta", { match: { header: { name: "X-Beta", pattern: "(?=beta)" } } })] },
      says: 'Cannot route "checkout-v2" in "prod" at stage "beta": header pattern (?=beta) has groups other than (…) and (?:…), which gateways read differently or not at all',
      hint: "write the pattern without it, or match one value",
    },
    "needs more matches than an HTTPRoute takes": {
      fixture: {
        rollout: { traffic: { ...traffic, paths: Array.from({ length: 30 }, (_, index) => ({ path: `/p${index}` })) } },
        stages: [before, stage("beta", { match: { header: { name: "X-Beta" }, cookie: "beta" } })],
      },
      says: 'Cannot route "checkout-v2" in "prod" at stage "beta": 30 paths give 150 matches, and an HTTPRoute takes at most 64 in a rule and 128 in all',
      hint: "name fewer, shorter Prefix paths in traffic.paths",
    },
  };
  test.each(Object.entries(table))("%s", (_, { fixture, says, hint }) => {
    expect(refusal(fixture)).toEqual({ message: says, hint });
  });
});

test("an environment without a route for a rollout with traffic is refused", () => {
  expect(refusal({ routes: {} })?.message).toBe('Cannot route "checkout-v2" in "prod": the environment has no ingress or gateway');
});

test("a ladder that asks for a route the environment does not have is refused", () => {
  expect(refusal({ routes: gateway, ladder: { routedBy: ["ingress"] } })?.message).toBe(
    'Cannot route "checkout-v2" in "prod": the environment has no ingress',
  );
});

describe("a ladder is taken when", () => {
  const table: Record<string, Fixture> = {
    "it mirrors by a gateway alone": { routes: gateway, stages: [before, stage("shadow", { mirror: 100 })] },
    "it mirrors by a gateway that it chooses": { ladder: { routedBy: ["gateway"] }, stages: [before, stage("shadow", { mirror: 100 })] },
    "the application mirrors": {
      routes: both,
      rollout: { traffic: { ...traffic, mirrorBy: "application" } },
      stages: [before, stage("shadow", { mirror: 100 })],
    },
    "sticky sessions are routed by ingress-nginx alone": {
      ladder: { routedBy: ["ingress"] },
      rollout: { traffic: { ...traffic, affinityCookie: "side" } },
      stages: [before, stage("five", { weight: 5 })],
    },
    "sticky sessions have one side only to go to": {
      routes: gateway,
      rollout: { traffic: { ...traffic, affinityCookie: "side" } },
      stages: [before, stage("full", { weight: 100 })],
    },
    "the canary goes with the primary's move": {
      stages: [before, stage("full", { weight: 100 }), stage("done", { primary: "candidate", canary: "absent" })],
    },
    "a pattern is for ingress-nginx alone": {
      routes: ingress,
      stages: [before, stage("beta", { match: { header: { name: "X-Beta", pattern: "(?=beta)" } } })],
    },
  };
  test.each(Object.entries(table))("%s", (_, fixture) => {
    expect(refusal(fixture)).toBeUndefined();
  });
});

test("a rollout without traffic has no routing", () => {
  expect(routingOf(contextOf({ rollout: { traffic: undefined } }))).toBeUndefined();
});

test("what the application mirrors is no matter of the route, yet the stage says it", () => {
  const context = contextOf({
    rollout: { traffic: { ...traffic, mirrorBy: "application" } },
    stages: [before, stage("shadow", { mirror: 40 })],
  });
  expect(routingOf(context)?.mirrorPercent).toBe(0);
  expect(context.position.mirrorPercent).toBe(40);
});
