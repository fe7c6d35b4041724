import type { Context } from "../../compile/context.ts";
import { seconds } from "../../model/quantity.ts";
import type { Gate } from "../../model/gate.ts";
import type { Fetched, MetricsSource, SeriesData, SourceProblem, Span } from "../metrics-source.ts";
import { fetchRange } from "../prometheus/fetch-range.ts";
import { alertsQuestions } from "../judge/alerts-questions.ts";
import { judgeAlerts } from "../judge/judge-alerts.ts";
import { judgeSignal } from "../judge/judge-signal.ts";
import { bakeOf, holdOf, spanOf, stepOf } from "../judge/judged-span.ts";
import type { Answers, Question } from "../judge/question.ts";
import { signalGates } from "../judge/signal-gates.ts";
import { signalQuestions } from "../judge/signal-questions.ts";
import type { Verdict, Window } from "../verdict.ts";

/** When to judge: from, to, and seconds between; Unix seconds. */
export interface ReplayTimes {
  readonly from: number;
  readonly to: number;
  readonly every: number;
}

/** What a gate would have said at each of many moments, or why that cannot be replayed. */
export type GateReplay =
  | { readonly kind: "replayed"; readonly gate: string; readonly verdicts: readonly Verdict[] }
  | { readonly kind: "not-replayed"; readonly gate: string; readonly because: string }
  | { readonly kind: "problem"; readonly gate: string; readonly problem: SourceProblem };

/**
 * Judges a gate at many moments of the past, each as if the stage had stood for
 * exactly its hold by then. The data is fetched once; every moment sees only
 * its own window of it.
 */
export async function replayGate(
  source: MetricsSource,
  context: Context,
  name: string,
  gate: Gate,
  times: ReplayTimes,
): Promise<GateReplay> {
  const length = "signal" in gate ? bakeOf(context) : gate.kind === "alerts-quiet" ? seconds(gate.quietFor) : undefined;
  if (length === undefined) {
    const because = gate.kind === "probe" || gate.kind === "receipt" ? "receipts answer it, not series" : "people answer it, not series";
    return { kind: "not-replayed", gate: name, because };
  }
  const windowAt = (at: number): Window => ({ start: at - length, end: at, origin: "given" });
  const step = stepOf(context.environment, windowAt(times.from));
  const every = Math.max(1, Math.round(times.every / step)) * step;
  const questions =
    "signal" in gate
      ? signalQuestions(context, name, gate, Math.floor(length))
      : gate.kind === "alerts-quiet"
        ? alertsQuestions(context, gate)
        : [];
  const fetched = await fetchPast(source, questions, {
    ranges: { ...spanOf(windowAt(times.from), step), end: times.to },
    ends: { start: times.from, end: times.to, step: every },
  });
  const problem = [...fetched.values()].find((answer) => answer.kind === "problem");
  if (problem?.kind === "problem") return { kind: "problem", gate: name, problem };
  const verdicts: Verdict[] = [];
  const gates = signalGates(context);
  for (let at = times.from; at <= times.to + 1e-6; at += every) {
    const window = windowAt(at);
    const span = spanOf(window, step);
    const answers = answersAt(questions, fetched, span);
    if ("signal" in gate) verdicts.push(judgeSignal({ context, name, gate, window, span, hold: holdOf(context), answers, gates }));
    else if (gate.kind === "alerts-quiet") verdicts.push(judgeAlerts({ context, name, gate, window, span, answers, rules: undefined }));
  }
  return { kind: "replayed", gate: name, verdicts };
}

/** Questions about the end of a window become ranges over all ends. */
async function fetchPast(
  source: MetricsSource,
  questions: readonly Question[],
  spans: { readonly ranges: Span; readonly ends: Span },
): Promise<Answers> {
  const answers = new Map<string, Fetched<readonly SeriesData[]>>();
  for (const { id, kind, expression } of questions) {
    const answer = await fetchRange(source, expression, kind === "range" ? spans.ranges : spans.ends);
    answers.set(id, answer);
    if (answer.kind === "problem") break;
  }
  return answers;
}

/** What would have been answered at one moment: of the ranges its window, of the ends its own. */
function answersAt(questions: readonly Question[], fetched: Answers, { start, end, step }: Span): Answers {
  const from = (kind: Question["kind"]): number => (kind === "range" ? start : end) - step / 2;
  return new Map(
    questions.flatMap(({ id, kind }) => {
      const answer = fetched.get(id);
      if (answer?.kind !== "ok") return [];
      const value = answer.value
        .map(({ labels, points }) => ({ labels, points: points.filter(([time]) => time >= from(kind) && time <= end + step / 2) }))
        .filter(({ points }) => points.length > 0);
      return [[id, { kind: "ok", value }] as const];
    }),
  );
}
