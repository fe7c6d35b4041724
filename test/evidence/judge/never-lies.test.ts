import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeSignal } from "../../../src/evidence/judge/judge-signal.ts";
import { signalQuestions } from "../../../src/evidence/judge/signal-questions.ts";
import type { Fetched, SeriesData, SourceFault } from "../../../src/evidence/metrics-source.ts";
import { GateTest } from "../../../src/evidence/synthetic/gate-test.ts";
import { runGateTest } from "../../../src/evidence/synthetic/run-gate-test.ts";
import { syntheticAnswers } from "../../../src/evidence/synthetic/synthetic-answers.ts";
import type { Window } from "../../../src/evidence/verdict.ts";
import { shop } from "../shop.ts";

const context = shop();
const gates = [
  "errors",
  "budget",
  "matches",
  "more-errors",
  "times-errors",
  "slower",
  "score",
  "error-test",
  "sessions",
  "bypasses",
] as const;
const good: Readonly<Record<(typeof gates)[number], string>> = {
  errors: "0",
  budget: "0",
  matches: "1",
  "more-errors": "0",
  "times-errors": "0.01",
  slower: "0.1",
  score: "0.9",
  "error-test": "0.01",
  sessions: "500",
  bypasses: "0",
};

function healthy(gate: (typeof gates)[number]): GateTest {
  const values = `${good[gate]}x60`;
  const requests = { requests: "1000x60", baselineRequests: "9000x60" };
  return GateTest.parse({ name: "healthy", gate, candidate: values, baseline: values, ...requests, expect: { answer: "pass" } });
}

const step = 60;
const span = { start: 1_767_225_600, end: 1_767_229_200, step };
const window: Window = { start: span.start, end: span.end, origin: "given" };

function judged(name: (typeof gates)[number], answers: ReadonlyMap<string, Fetched<readonly SeriesData[]>>) {
  const gate = context.rollout.gates[name];
  if (gate === undefined || !("signal" in gate)) throw new Error("expected a gate of a signal");
  return judgeSignal({ context, name, gate, window, span, hold: 3600, answers, gates: 1 });
}

function answersOf(name: (typeof gates)[number]) {
  const gate = context.rollout.gates[name];
  if (gate === undefined || !("signal" in gate)) throw new Error("expected a gate of a signal");
  return syntheticAnswers(context, gate, healthy(name), span);
}

test.each(gates)("gate %s passes a healthy hour", (gate) => {
  expect(runGateTest(context, healthy(gate)).verdict).toMatchObject({ answer: "pass" });
});

test("a question without an answer never passes and never goes back, whichever it is", () => {
  const faults: readonly SourceFault[] = [
    "unreachable",
    "timeout",
    "overloaded",
    "unauthorized",
    "bad-query",
    "bad-answer",
    "too-large",
    "partial",
  ];
  fc.assert(
    fc.property(fc.constantFrom(...gates), fc.constantFrom(...faults), fc.nat(), (name, fault, pick) => {
      const answers = new Map(answersOf(name));
      const ids = [...answers.keys()];
      answers.set(ids[pick % ids.length] ?? "", { kind: "problem", fault, words: "nothing" });
      expect(judged(name, answers)).toMatchObject({ answer: "unknown", rollback: false, reason: fault });
    }),
  );
});

test("an answer without a series never passes where a value must be, whichever it is", () => {
  fc.assert(
    fc.property(fc.constantFrom(...gates), fc.constantFrom("within-hold", "candidate-value", "taken"), (name, id) => {
      const answers = new Map(answersOf(name));
      answers.set(id, { kind: "ok", value: [] });
      expect(judged(name, answers)).toMatchObject({ answer: "unknown", rollback: false });
    }),
  );
});

test("samples that are missing for more than may be missing never pass", () => {
  fc.assert(
    fc.property(fc.constantFrom(...gates), fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 7 }), (name, missing) => {
      const value = good[name];
      const values = Array.from({ length: 61 }, (_, index) => (missing.includes(index) ? "_" : value)).join(" ");
      const { verdict } = runGateTest(context, { ...healthy(name), ...GateTest.pick({ candidate: true }).parse({ candidate: values }) });
      expect(verdict.answer).not.toBe("pass");
      expect(verdict.rollback).toBe(false);
    }),
  );
});

test("every question about a window of a second and of a year is an expression", () => {
  for (const name of gates) {
    const gate = context.rollout.gates[name];
    if (gate === undefined || !("signal" in gate)) continue;
    for (const length of [1, 31_536_000]) {
      const questions = signalQuestions(context, name, gate, length);
      expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    }
  }
});
