import { baseAmount } from "../../model/quantity.ts";
import type { Verdict } from "../verdict.ts";
import { changedValue } from "./changed-value.ts";
import { conclude } from "./conclude.ts";
import { decimal } from "./format-value.ts";
import type { SignalCase } from "./signal-case.ts";
import { gatherFacts } from "./gather-facts.ts";
import { toldLimit } from "./told-limit.ts";
import { trace } from "./trace.ts";

/** Judges a gate of a signal from the answers to its questions. */
export function judgeSignal(given: SignalCase): Verdict {
  const { context, name, gate, window, span, answers, gates } = given;
  const query = context.observability.gates.get(name)?.value;
  const head = { gate: name, kind: gate.kind, window, ...(query === undefined ? {} : { query }) };
  const facts = gatherFacts(context, gate, answers, span, gates);
  if ("problem" in facts) {
    return {
      ...head,
      answer: "unknown",
      rollback: false,
      reason: facts.problem.fault,
      sentence: `Nothing is known: ${facts.problem.words}.`,
    };
  }
  if ("manySeries" in facts) {
    const sentence = `${facts.manySeries} series answer where there must be one: copies of a Prometheus are told apart by a label, or rules are loaded twice.`;
    return { ...head, answer: "unknown", rollback: false, reason: "many-series", sentence };
  }
  const { answer, rollback, reason, sentence, sides } = conclude(given, facts);
  const limit = toldLimit(context, gate, reason) ?? facts.judgement.limit;
  const value = sides === undefined ? undefined : changedValue(limit, sides.candidate, sides.baseline);
  const traced = trace(facts);
  return {
    ...head,
    answer,
    rollback,
    sentence,
    ...(value === undefined ? {} : { value: decimal(value) }),
    threshold: baseAmount(limit.text),
    ...(facts.candidate === undefined ? {} : { samples: Math.floor(facts.candidate.seen + 1e-6) }),
    coverage: facts.steps === 0 ? 0 : facts.measured / facts.steps,
    longestBreach: facts.longestBreach,
    ...(reason === undefined ? {} : { reason }),
    ...(traced === undefined ? {} : { trace: traced }),
  };
}
