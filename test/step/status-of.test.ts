import { describe, expect, test } from "vitest";
import { decide } from "../../src/step/decide/decide.ts";
import type { Decision } from "../../src/step/decide/decision.ts";
import { deploymentOf } from "../../src/step/apply/deployment-of.ts";
import { pausedStatuses } from "../../src/step/paused-statuses.ts";
import { statusOf, type Status } from "../../src/step/status-of.ts";
import { situation, tuesday, type Situation } from "./decide/situation.ts";

const now = Date.parse(tuesday) / 1000;
const at = (time: string): number => Date.parse(time) / 1000;
const frozen = "2026-12-22T11:00:00Z";

/** What is shown of a situation, and done about it on the forge. */
function shown(given: Situation): Status {
  const facts = situation(given);
  return statusOf({ context: facts.context, decision: decide(facts), judgement: facts.judgement, pull: undefined, now: facts.now });
}

const failing = { answer: "fail", sentence: "Errors are at 2 %." } as const;
const unknown = { answer: "unknown", reason: "unreachable", sentence: "Nobody answers." } as const;
const back = [
  { from: null, to: "before" },
  { from: "before", to: "canary-5" },
  { from: "canary-5", to: "before" },
];
const image = { repository: "ghcr.io/acme/shop", tag: "3.0.0", digest: `sha256:${"3".repeat(64)}` };
const entry = [{ environment: "staging", stage: "full" }];

/** Every kind of decision: when it is due, what the deployment shows, and what a pull request that is open is told. */
const kinds: Readonly<
  Record<Decision["kind"], readonly [given: Situation, due: number | undefined, deployment: string, paused: "failure" | "pending"]>
> = {
  advance: [{}, now, "success", "pending"],
  finish: [{ at: "repointed" }, now, "success", "pending"],
  "clean-up": [{ at: "full" }, now, "success", "pending"],
  "roll-back": [{ verdicts: { errors: { ...failing, rollback: true } } }, now, "failure", "pending"],
  restart: [{ rollout: { whenChanged: "restart", image } }, now, "failure", "pending"],
  wait: [{ since: "2026-11-16T11:00:00Z" }, at("2026-11-18T11:00:00Z"), "in_progress", "pending"],
  hold: [{ verdicts: { errors: failing } }, undefined, "in_progress", "failure"],
  blocked: [{ at: "before", ladder: { entry } }, undefined, "in_progress", "pending"],
  frozen: [{ now: frozen, since: "2026-12-10T11:00:00Z" }, at("2027-01-04T23:00:00Z"), "in_progress", "pending"],
  held: [{ at: "before", ledger: back }, undefined, "in_progress", "failure"],
  "needs-person": [{ rollout: { image } }, undefined, "in_progress", "failure"],
  done: [{ at: "finished" }, undefined, "success", "pending"],
};

describe("what is shown of each decision", () => {
  test.each(Object.entries(kinds))("%s", (kind, [given, due, deployment, paused]) => {
    const status = shown(given);
    expect([status.decision.kind, status.due]).toEqual([kind, due]);
    const { context } = situation(given);
    expect(deploymentOf(context, status.decision, "base")?.state).toBe(deployment);
    expect(pausedStatuses(status.decision)).toEqual([{ context: "rampart/gates", state: paused, description: expect.any(String) }]);
  });

  test("what was unreachable is due when it may be asked again", () => {
    expect(shown({ verdicts: { errors: unknown }, retryAfter: 60 }).due).toBe(now + 60);
  });
});

const healths: Readonly<Record<string, readonly [given: Situation, health: Status["health"]]>> = {
  "good where everything measured passes": [{}, "good"],
  "good while only people have not answered": [{ verdicts: { people: { answer: "unknown", sentence: "Waits." } } }, "good"],
  "failing where one fails": [{ verdicts: { errors: failing, quiet: unknown } }, "failing"],
  "failing during the hold too": [{ since: "2026-11-16T11:00:00Z", verdicts: { errors: failing } }, "failing"],
  "unknown where one does not know": [{ verdicts: { errors: unknown } }, "unknown"],
  "none where only people are asked": [{ at: "before" }, "none"],
  "none where nothing is asked": [{ at: "repointed" }, "none"],
  "none where nothing was judged": [{ judged: false }, "none"],
};

test.each(Object.entries(healths))("health is %s", (_, [given, health]) => {
  expect(shown(given).health).toBe(health);
});

test("where it stands is told by position, share and ledger", () => {
  expect(shown({})).toMatchObject({
    environment: "production",
    rollout: "situation",
    stage: "canary-5",
    position: [3, 7],
    candidatePercent: "5",
    since: "2026-11-07T10:00:00Z",
  });
  expect(shown({ at: "before", ledger: [] }).since).toBeUndefined();
});

describe("a deployment", () => {
  const one = (given: Situation): ReturnType<typeof deploymentOf> =>
    deploymentOf(situation(given).context, decide(situation(given)), "base");

  test("is one of the stage's stay, so that coming back to a stage is another", () => {
    expect(one({})?.deployment).toEqual({
      commit: "base",
      environment: "production/situation",
      task: "rampart:3:canary-5",
      description: "canary-5, 5 % on the candidate",
      production: true,
    });
    const again = [...back, { from: "before", to: "canary-5" }];
    expect(one({ ledger: again })?.deployment.task).toBe("rampart:4:canary-5");
  });

  test("is none before the ledger tells of any step", () => {
    expect(one({ at: "before", ledger: [] })).toBeUndefined();
  });
});

describe("the description of a status", () => {
  const described = (sentence: string): string => pausedStatuses({ kind: "done", sentence })[0]?.description ?? "";

  test.each([
    ["as long as may be", "a".repeat(140), "a".repeat(140)],
    ["a character too long", "a".repeat(141), `${"a".repeat(139)}…`],
    ["cut between characters, and within none", "🚀".repeat(141), `${"🚀".repeat(139)}…`],
    ["of several lines", "It waits.\n\n/merge", "It waits. /merge"],
  ])("%s", (_, sentence, description) => {
    expect(described(sentence)).toBe(description);
  });
});
