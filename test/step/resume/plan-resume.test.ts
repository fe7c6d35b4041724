import { describe, expect, test } from "vitest";
import { ownerOf, planResume, resumeOverride, type ResumeAsked } from "../../../src/step/resume/plan-resume.ts";
import { withOverride } from "../../../src/step/resume/with-override.ts";
import { situation, tuesday, type Situation } from "../decide/situation.ts";

const back = [
  { from: null, to: "before" },
  { from: "before", to: "canary-5" },
  { from: "canary-5", to: "before", reason: "Errors" },
];
const held: Situation = { at: "before", ledger: back };
const since = "2026-11-07T10:00:00Z";

describe("whether anything holds a rollout", () => {
  test("a step back does, and is told", () => {
    const { decision, entry } = planResume(situation(held));
    expect([decision.kind, entry.at, entry.reason]).toEqual(["held", since, "Errors"]);
  });

  const none: Readonly<Record<string, readonly [given: Situation, words: string]>> = {
    "a ramp under way is not held": [{}, 'Cannot resume "situation" in "production": it was not taken back, so nothing holds it'],
    "nor is one that went up again": [
      { at: "shadow", ledger: [...back, { from: "before", to: "shadow" }] },
      'Cannot resume "situation" in "production": it was not taken back, so nothing holds it',
    ],
    "who has decided already is told": [
      { ...held, overrides: [{ kind: "hold", after: since }] },
      'Cannot resume "situation" in "production": J. Martin has decided already that it may go on, until 2026-11-18T12:00:00Z',
    ],
  };
  test.each(Object.entries(none))("%s", (_, [given, words]) => {
    expect(() => planResume(situation(given))).toThrow(words);
  });

  test("a decision that has expired holds nothing open", () => {
    const given = { ...held, overrides: [{ kind: "hold", after: since, expires: "2026-11-16T00:00:00Z" }] };
    expect(planResume(situation(given)).entry.at).toBe(since);
  });
});

describe("the override that is proposed", () => {
  const now = Date.parse(tuesday) / 1000;
  const plan = planResume(situation(held));
  const asked = { reason: "It is fixed", owner: "Ada", incident: undefined, lasts: "7d" } satisfies ResumeAsked;
  const fresh = resumeOverride(plan, asked, { now, onBranch: undefined });

  test("names the step back, and ends when it is asked to", () => {
    expect(fresh).toEqual({ kind: "hold", after: since, reason: "It is fixed", owner: "Ada", expires: "2026-11-24T11:00:00Z" });
  });

  const onBranch = withOverride("overrides", undefined, fresh);
  const day = 86_400;
  const later: Readonly<Record<string, readonly [asked: Partial<ResumeAsked>, days: number, kept: boolean]>> = {
    "asked again, the one on the branch is kept": [{}, 1, true],
    "once half of its time is over, it gets a new end": [{}, 4, false],
    "another reason is another one": [{ reason: "It is fixed now" }, 1, false],
    "so is an incident that was not named before": [{ incident: "https://incidents.example.com/1" }, 1, false],
    "and another end": [{ lasts: "2d" }, 0, false],
  };
  test.each(Object.entries(later))("%s", (_, [change, days, kept]) => {
    const found = resumeOverride(plan, { ...asked, ...change, owner: "Ada" }, { now: now + days * day, onBranch });
    expect(found.expires === fresh.expires && found.reason === fresh.reason && found.incident === fresh.incident).toBe(kept);
  });

  test("what stands on the branch and cannot be read is no answer", () => {
    expect(resumeOverride(plan, asked, { now, onBranch: "overrides: 1\n" })).toEqual(fresh);
  });

  const refused: Readonly<Record<string, readonly [asked: Partial<ResumeAsked & { owner: string }>, words: RegExp]>> = {
    "a reason of two lines": [{ reason: "It is\nfixed" }, /^Cannot resume with this reason: expected one line of text/],
    "an owner with a bidirectional character": [{ owner: "A\u202eda" }, /^Cannot resume with this owner: expected one line of text/],
    "an incident that is no address": [{ incident: "javascript:alert(1)" }, /^Cannot resume with this incident: expected an http or https/],
  };
  test.each(Object.entries(refused))("%s is refused", (_, [change, words]) => {
    expect(() => resumeOverride(plan, { ...asked, ...change }, { now, onBranch: undefined })).toThrow(words);
  });
});

describe("who answers for it", () => {
  const cases = [
    ["Ada", { login: "rampart[bot]", token: "app" }, "Ada"],
    ["Ada", { login: "grace", token: "classic" }, "Ada"],
    [undefined, { login: "grace", token: "fine-grained" }, "grace"],
  ] as const;
  test.each(cases)("named %s, with the token of %o: %s", (named, identity, owner) => {
    expect(ownerOf(named, identity)).toBe(owner);
  });

  test.each(["app", "actions"] as const)("a robot's token (%s) answers for nothing", (token) => {
    expect(() => ownerOf(undefined, { login: "rampart[bot]", token })).toThrow(
      'Cannot resume in the name of "rampart[bot]": the token is a robot\'s, and a person has to answer for it',
    );
  });
});
