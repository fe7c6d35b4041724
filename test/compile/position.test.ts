import { describe, expect, test } from "vitest";
import type { Position } from "../../src/compile/position.ts";
import { contextOf, stage, type Fixture } from "./traffic/context-fixture.ts";

function last(fixture: Fixture): Position {
  return contextOf(fixture).position;
}

describe("the candidate's share of the work", () => {
  const table: Record<string, { readonly fixture: Fixture; readonly percent: string }> = {
    "is nothing before anything moves": { fixture: { stages: [stage("before"), stage("idle")] }, percent: "0" },
    "is the weight while the canary is there": { fixture: { stages: [stage("before"), stage("five", { weight: 5 })] }, percent: "5" },
    "is the weight as parts of its total": {
      fixture: {
        rollout: { traffic: { ...plain(), weightTotal: 1000 } },
        stages: [stage("before"), stage("half-a-percent", { weight: 5 })],
      },
      percent: "0.5",
    },
    "is cut off after four places": {
      fixture: { rollout: { traffic: { ...plain(), weightTotal: 3000 } }, stages: [stage("before"), stage("third", { weight: 1000 })] },
      percent: "33.3333",
    },
    "keeps its position in a stage that moves something else": {
      fixture: { stages: [stage("before"), stage("five", { weight: 5 }), stage("mirror-off", { mirror: 0 })] },
      percent: "5",
    },
    "is everything once the primary points to the candidate": {
      fixture: { stages: [stage("before"), stage("five", { weight: 5 }), stage("repointed", { primary: "candidate", canary: "absent" })] },
      percent: "100",
    },
    "is nothing once the canary is removed and the primary stays": {
      fixture: { stages: [stage("before"), stage("five", { weight: 5 }), stage("removed", { canary: "absent", weight: 0 })] },
      percent: "0",
    },
    "is the weight where no route is ours to move": {
      fixture: { rollout: { traffic: undefined }, stages: [stage("before"), stage("all", { weight: 100 })] },
      percent: "100",
    },
    "is the share of instances that waves have reached": {
      fixture: {
        rollout: { traffic: undefined, instances: { one: {}, two: {}, three: {} } },
        stages: [stage("before"), stage("first", { wave: ["two"] })],
      },
      percent: "33.33",
    },
  };
  test.each(Object.entries(table))("%s", (_, { fixture, percent }) => {
    expect(last(fixture).candidatePercent).toBe(percent);
  });
});

describe("the canary route", () => {
  const table: Record<string, { readonly stages: NonNullable<Fixture["stages"]>; readonly canary: Position["canary"] }> = {
    "is absent at first": { stages: [stage("before"), stage("idle", { mirror: 10 })], canary: "absent" },
    "comes with the first weight": { stages: [stage("before"), stage("one", { weight: 1 })], canary: "present" },
    "comes with the first match": { stages: [stage("before"), stage("staff", { match: { cookie: "staff" } })], canary: "present" },
    "does not come with the end of a match": { stages: [stage("before"), stage("nobody", { match: null })], canary: "absent" },
    "comes at weight 0": { stages: [stage("before"), stage("ready", { weight: 0 })], canary: "present" },
    "stays away where the stage says so": { stages: [stage("before"), stage("ready", { weight: 0, canary: "absent" })], canary: "absent" },
    "stays removed": { stages: [stage("one", { weight: 1 }), stage("gone", { canary: "absent" }), stage("after")], canary: "absent" },
  };
  test.each(Object.entries(table))("%s", (_, { stages, canary }) => {
    expect(last({ stages }).canary).toBe(canary);
  });
});

test("variables are set, replaced and unset stage by stage", () => {
  const variables = { MODE: { purpose: "Mode", required: false }, LEVEL: { purpose: "Level", required: false } };
  const stages = [
    stage("on", { variables: { MODE: "on", LEVEL: "1" } }),
    stage("raise", { variables: { LEVEL: "2" } }),
    stage("off", { variables: { MODE: null } }),
  ];
  expect(contextOf({ rollout: { variables }, stages }).positions.map(({ variables }) => variables)).toEqual([
    { MODE: "on", LEVEL: "1" },
    { MODE: "on", LEVEL: "2" },
    { LEVEL: "2" },
  ]);
});

function plain() {
  return { baseline: { service: "checkout-v1", port: 8080 }, candidate: { service: "checkout-v2", port: 9090 } };
}
