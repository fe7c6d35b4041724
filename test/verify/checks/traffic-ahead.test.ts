import { describe, expect, test } from "vitest";
import { trafficAhead } from "../../../src/verify/checks/traffic-ahead.ts";
import { contextOf, stage, traffic, type Fixture } from "../../compile/traffic/context-fixture.ts";

const ingress = { ingress: { class: "nginx" } };
const gateway = { gateway: { name: "public", namespace: "gateways" } };
const before = stage("before");
const report = (index: number, message: string, hint: string, more: object = {}): object => ({
  message,
  hint,
  file: "rollouts/checkout-v2.ts",
  path: ["ladders", "prod", "stages", index, "levers"],
  ...more,
});

describe("before the first stage", () => {
  const cases: Record<string, { readonly fixture: Fixture; readonly reports: readonly object[] }> = {
    "a plain ramp": { fixture: { stages: [before, stage("five", { weight: 5 }), stage("full", { weight: 100 })] }, reports: [] },
    "no traffic": { fixture: { rollout: { traffic: undefined } }, reports: [] },
    "a weight beside sticky sessions": {
      fixture: {
        routes: ingress,
        rollout: { traffic: { ...traffic, affinityCookie: "side" } },
        stages: [before, stage("five", { weight: 5 })],
      },
      reports: [
        report(
          1,
          'Stage "five" sends a weight while sessions are bound by cookie "side", so it moves new sessions only',
          "expect the candidate's share to trail the weight by the life of a session, both up and down",
        ),
      ],
    },
    "a match beside sticky sessions": {
      fixture: {
        routes: ingress,
        rollout: { traffic: { ...traffic, affinityCookie: "side" } },
        stages: [before, stage("staff", { match: { cookie: "staff" } })],
      },
      reports: [
        report(
          1,
          'Stage "staff" matches requests while sessions are bound by cookie "side", and a bound session is not moved by a match',
          'test the match without the cookie "side"',
        ),
      ],
    },
    "the value always": {
      fixture: { stages: [before, stage("beta", { match: { header: { name: "X-Beta", value: "always" } } })] },
      reports: [
        report(
          1,
          'Stage "beta" sends header X-Beta with value "always" to the candidate, but "never" keeps nobody away: words stop working beside a value',
          "leave out match.header.value to have both always and never",
        ),
      ],
    },
    "a mirror beside a weight": {
      fixture: { routes: gateway, stages: [before, stage("shadow", { mirror: 100 }), stage("five", { weight: 5 })] },
      reports: [
        report(
          2,
          'Stage "five" mirrors while it sends a weight, so the candidate gets copies of requests that it answers itself',
          "set mirror: 0 in the stage of the first weight",
        ),
      ],
    },
    "a pattern that closes the way to the Gateway API": {
      fixture: { routes: ingress, stages: [before, stage("beta", { match: { header: { name: "X-Beta", pattern: "(?=b)" } } })] },
      reports: [
        report(
          1,
          'Header pattern (?=b) of stage "beta" cannot move to the Gateway API: it has groups other than (…) and (?:…)',
          "write it without, to keep that way open",
          {
            severity: "notice",
          },
        ),
      ],
    },
  };
  test.each(Object.entries(cases))("%s", (_, { fixture, reports }) => {
    expect([...trafficAhead.check(contextOf({ at: "before", ...fixture }))]).toEqual(reports);
  });
});

test("a stage that stands is told by its manifests", () => {
  const fixture: Fixture = {
    routes: ingress,
    rollout: { traffic: { ...traffic, affinityCookie: "side" } },
    stages: [before, stage("five", { weight: 5 })],
    at: "five",
  };
  expect([...trafficAhead.check(contextOf(fixture))]).toEqual([]);
});
