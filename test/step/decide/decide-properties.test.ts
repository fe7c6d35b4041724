import fc from "fast-check";
import { expect, test } from "vitest";
import { closedBy } from "../../../src/step/decide/closed-by.ts";
import { decide } from "../../../src/step/decide/decide.ts";
import type { Decision } from "../../../src/step/decide/decision.ts";
import type { Facts } from "../../../src/step/decide/facts.ts";
import { planRollback } from "../../../src/step/decide/plan-rollback.ts";
import { digest, situation, stages } from "./situation.ts";

const names = stages.map(({ name }) => name);
const start = Date.parse("2026-11-01T00:00:00Z") / 1000;
const moment = (from: number, to: number): fc.Arbitrary<string> =>
  fc.integer({ min: from, max: to }).map((hour) => new Date((start + hour * 3600) * 1000).toISOString().replace(".000Z", "Z"));
const stage = fc.constantFrom(...names);

const verdict = fc
  .record({
    answer: fc.constantFrom("pass", "pass", "pass", "fail", "unknown"),
    rollback: fc.boolean(),
    reason: fc.constantFrom("no-data", "unreachable", "stale"),
  })
  .map(({ answer, rollback, reason }) => ({ answer, rollback: rollback && answer === "fail", reason }) as const);

const gate = fc.constantFrom("ready", "errors", "quiet", "people", "smoke");

const override = fc.oneof(
  fc.record({ kind: fc.constant("gate"), gate, stage, expires: moment(0, 2000) }),
  fc.record({ kind: fc.constant("freeze"), expires: moment(0, 2000) }),
  fc.record({ kind: fc.constant("hold"), after: moment(96, 200), expires: moment(0, 2000) }),
);

const step = fc.record({
  from: fc.option(fc.oneof(stage, fc.constant("gone"))),
  to: stage,
  restart: fc.constantFrom(undefined, undefined, true),
  image: image(),
});

function image() {
  return fc.constantFrom({ tag: "2.0.0", digest: digest("2") }, { tag: "3.0.0", digest: digest("3") }, undefined);
}

/** Every fact there is, sound ledgers and others. */
const facts: fc.Arbitrary<Facts> = fc
  .record(
    {
      at: stage,
      now: moment(100, 1600),
      judged: fc.constantFrom(true, true, true, false),
      since: fc.option(moment(50, 1600), { nil: undefined }),
      verdicts: fc.dictionary(gate, fc.option(verdict, { nil: undefined })),
      ledger: fc.array(step, { maxLength: 5 }),
      overrides: fc.array(override, { maxLength: 3 }),
      stops: fc.array(fc.record({ environments: fc.constantFrom("all", ["production"], ["staging"]), expires: moment(0, 2000) }), {
        maxLength: 2,
      }),
      window: fc.constantFrom("any-time", "working-hours"),
      rollbackTo: fc.option(stage, { nil: undefined }),
      whenChanged: fc.constantFrom("restart", "queue", "refuse"),
      entry: fc.constantFrom([], [{ environment: "staging", stage: "full", observedFor: "2d" }]),
      elsewhere: fc.constantFrom([], [{ environment: "staging", stages: ["before", "full"], stage: "full", ledger: [] }]),
    },
    { requiredKeys: ["at", "now", "window", "whenChanged", "entry"] },
  )
  .map(({ window, rollbackTo, whenChanged, entry, ...rest }): Facts => {
    const { context, ...others } = situation(rest);
    const ladder = { ...context.ladder, window, entry: [...entry], ...(rollbackTo === undefined ? {} : { rollbackTo }) };
    return { ...others, context: { ...context, ladder, rollout: { ...context.rollout, whenChanged } } };
  });

function goesUp(decision: Decision): decision is Extract<Decision, { readonly remaining: readonly string[] }> {
  return ["advance", "finish", "clean-up"].includes(decision.kind);
}

function answerOf({ judgement }: Facts, name: string): string {
  return judgement?.verdicts.find(({ gate }) => gate === name)?.answer ?? "unknown";
}

function isOverridden({ overrides, context, now }: Facts, name: string): boolean {
  return overrides.some(
    (one) => one.kind === "gate" && one.gate === name && one.stage === context.position.stage.name && Date.parse(one.expires) / 1000 > now,
  );
}

/** What holds of every fact and its decision. */
const laws: Readonly<Record<string, (facts: Facts, decision: Decision) => boolean>> = {
  "every fact has a decision, told in a sentence, the same each time": (one, decision) =>
    /^\S.*\.$/.test(decision.sentence) && JSON.stringify(decide(one)) === JSON.stringify(decision),

  "a way up leads to the next stage, a way down to an earlier one": ({ context: { position } }, decision) => {
    if (!("move" in decision)) return true;
    const to = indexOf(decision.move.to);
    return decision.move.from === position.stage.name && (goesUp(decision) ? to === position.index + 1 : to >= 0 && to < position.index);
  },

  "it never goes up while a gate that is measured fails or does not know, unless people decided so": (one, decision) =>
    !goesUp(decision) ||
    one.context.position.stage.gates.every((name) => {
      const answer = answerOf(one, name);
      if (answer === "pass" || isOverridden(one, name)) return true;
      const isPeoples = ["checklist", "approval", "probe"].includes(one.context.rollout.gates[name]?.kind ?? "");
      return isPeoples && answer === "unknown" && decision.remaining.some((words) => words.startsWith(`Gate ${name}: `));
    }),

  "a broken rollback limit leads down, or keeps the first stage; nothing else leads back": (one, { kind }) =>
    one.judgement?.verdicts.some(({ rollback }) => rollback) === true
      ? kind === (one.context.position.index === 0 ? "hold" : "roll-back")
      : kind !== "roll-back",

  "what is unknown never leads back": (_, decision) =>
    decision.kind !== "roll-back" || decision.gates.every(({ answer }) => answer === "fail"),

  "it never goes up while closed, unless people decided so": (one, decision) => {
    if (!goesUp(decision)) return true;
    const { calendar } = one.context.environment;
    const stops = one.stops.filter(({ environments }) => environments === "all" || environments.includes("production"));
    const isOpen = closedBy({ calendar, stops, window: one.context.ladder.window }, one.now) === undefined;
    return isOpen || decision.overrides.some(({ kind }) => kind === "freeze");
  },

  "nobody's decision is used that has expired": ({ now }, decision) =>
    !("overrides" in decision) || decision.overrides.every(({ expires }) => Date.parse(expires) / 1000 > now),

  "what is waited for lies ahead": ({ now }, decision) => !("until" in decision) || decision.until === undefined || decision.until > now,

  "a stop lets nothing up": (one) => !goesUp(decide({ ...one, overrides: [], stops: [stopOfAll] })),

  "overrides only open": (one, decision) => goesUp(decision) || !goesUp(decide({ ...one, overrides: [] })),

  "down is always open, to every earlier stage": (one) => {
    const earlier = names.slice(0, one.context.position.index);
    return (
      earlier.every((to) => planRollback(one, to).move.to === to) &&
      (earlier.length === 0 || earlier.some((name) => name === planRollback(one).move.to))
    );
  },
};

const stopOfAll = { environments: "all", reason: "Stop", owner: "J. Martin", expires: "2099-01-01T00:00:00Z" } as const;

function indexOf(stage: string): number {
  return names.findIndex((name) => name === stage);
}

test.each(Object.entries(laws))("%s", (_, law) => {
  fc.assert(
    fc.property(facts, (one) => law(one, decide(one))),
    { numRuns: 300 },
  );
});

test("these facts lead to every kind of decision", () => {
  const kinds = new Set(fc.sample(facts, { numRuns: 3000, seed: 5 }).map((one) => decide(one).kind));
  expect([...kinds].toSorted()).toEqual([
    "advance",
    "blocked",
    "clean-up",
    "done",
    "finish",
    "frozen",
    "held",
    "hold",
    "needs-person",
    "restart",
    "roll-back",
    "wait",
  ]);
});
