import { binomialTail } from "../statistics/index.ts";
import type { Context } from "../../compile/context.ts";
import { judgeGate, type Judgement } from "../../compile/observability/judgement.ts";
import { signalNamed } from "../../compile/observability/series.ts";
import { seconds } from "../../model/quantity.ts";
import type { SignalGate } from "../../model/gate.ts";
import type { Signal } from "../../model/signal.ts";
import type { SourceProblem, Span } from "../metrics-source.ts";
import { breaches, lengthOf, type Breach } from "./breaches.ts";
import { certainty, fewestInTail } from "./certainty.ts";
import { boundOf } from "./changed-value.ts";
import { eventTotals, type EventTotals } from "./event-totals.ts";
import { grid, type Grid } from "./grid.ts";
import { holdOf } from "./judged-span.ts";
import type { Answers } from "./question.ts";
import type { Side } from "./signal-questions.ts";

/** A breach in seconds: when it began and ended. */
export interface TimedBreach {
  readonly start: number;
  readonly end: number;
}

/** Everything measured about a gate over a span, before anybody draws a conclusion. */
export interface SignalFacts {
  readonly judgement: Judgement;
  readonly signal: Signal;
  readonly span: Span;
  /** Steps that there are, that were measured, and that were within the hold limit. */
  readonly steps: number;
  readonly measured: number;
  readonly good: number;
  /** The latest values of both sides and whether the hold limit is kept there; nothing where nothing was measured. */
  readonly latest: { readonly candidate: number; readonly baseline: number | undefined; readonly within: boolean } | undefined;
  readonly notNumbers: number;
  readonly endsNotNumber: boolean;
  /** Seconds since the latest sample was taken. */
  readonly age: number | undefined;
  /** Seconds of the longest unbroken breach of the hold limit, whatever it rests on. */
  readonly longestBreach: number;
  /** Latest breach of each limit that lasted and rests on enough to count. */
  readonly holdBreach: TimedBreach | undefined;
  readonly rollbackBreach: TimedBreach | undefined;
  readonly candidate: EventTotals | undefined;
  readonly baseline: EventTotals | undefined;
  readonly grids: Readonly<Record<Side, Grid>>;
}

/** Why nothing can be said: a question without an answer, or an answer of several series. */
export type NoFacts = { readonly problem: SourceProblem } | { readonly manySeries: number };

/** Reads the answers to a gate's questions. */
export function signalFacts(context: Context, gate: SignalGate, answers: Answers, span: Span, gates: number): SignalFacts | NoFacts {
  for (const answer of answers.values()) {
    if (answer.kind === "problem") return { problem: answer };
    if (answer.value.length > 1) return { manySeries: answer.value.length };
  }
  const judgement = judgeGate(context, gate, "hold");
  if (judgement === undefined) throw new RangeError("Cannot judge a gate without a hold limit");
  const laid = (id: string): Grid => {
    const answer = answers.get(id);
    return grid(answer?.kind === "ok" ? answer.value[0] : undefined, span);
  };
  const grids = { candidate: laid("candidate-value"), baseline: laid("baseline-value") };
  const compared = judgement.baseline !== undefined;
  const isMeasured = (index: number): boolean =>
    grids.candidate.values[index] !== undefined && (!compared || grids.baseline.values[index] !== undefined);
  const kept = (values: Grid["values"]) =>
    values.map((value, index) => (value === undefined || !isMeasured(index) ? undefined : value === 1));
  const hold = kept(laid("within-hold").values);
  const rollback = answers.has("within-rollback") ? kept(laid("within-rollback").values) : undefined;
  const rollbackJudgement = judgeGate(context, gate, "rollback");
  const signal = signalNamed(context.rollout, gate.signal);
  // Over the whole hold, also while it is young: looks early and late together must not accuse more often than one.
  const length = Math.max(span.end - span.start, holdOf(context) ?? 0);
  const reads = {
    signal,
    span,
    length,
    grids,
    samples: laid("candidate-samples").values,
    baselineSamples: laid("baseline-samples").values,
    gates,
  };
  const counts = (breach: Breach, of: Judgement): boolean =>
    lengthOf(breach, span.step) >= seconds(gate.badStreak) && restsOnEnough(breach, of, reads);
  const timed = (breach: Breach | undefined): TimedBreach | undefined =>
    breach && { start: span.start + breach.first * span.step, end: span.start + breach.last * span.step };
  const all = breaches(hold, span.step);
  const last = hold.findLastIndex((one) => one !== undefined);
  const value = grids.candidate.values[last];
  const taken = answers.get("taken");
  const takenAt = taken?.kind === "ok" ? taken.value[0]?.points.at(-1)?.[1] : undefined;
  return {
    judgement,
    signal,
    span,
    steps: hold.length,
    measured: hold.filter((one) => one !== undefined).length,
    good: hold.filter((one) => one === true).length,
    latest: value === undefined ? undefined : { candidate: value, baseline: grids.baseline.values[last], within: hold[last] === true },
    notNumbers: grids.candidate.notNumbers + grids.baseline.notNumbers,
    endsNotNumber: grids.candidate.endsNotNumber || grids.baseline.endsNotNumber,
    age: takenAt === undefined || !Number.isFinite(takenAt) ? undefined : span.end - takenAt,
    longestBreach: Math.max(0, ...all.map((breach) => lengthOf(breach, span.step))),
    holdBreach: timed(all.findLast((breach) => counts(breach, judgement))),
    rollbackBreach:
      rollbackJudgement === undefined
        ? undefined
        : timed((rollback === undefined ? all : breaches(rollback, span.step)).findLast((breach) => counts(breach, rollbackJudgement))),
    candidate: eventTotals(answers, "candidate"),
    baseline: compared ? eventTotals(answers, "baseline") : undefined,
    grids,
  };
}

interface Reads {
  readonly signal: Signal;
  readonly span: Span;
  /** Seconds in which a breach may be found by chance, over all looks. */
  readonly length: number;
  readonly grids: Readonly<Record<Side, Grid>>;
  /** Events within the signal's window, at each step. */
  readonly samples: Grid["values"];
  readonly baselineSamples: Grid["values"];
  readonly gates: number;
}

/**
 * Whether a breach is more than a few requests can make: one bad request among
 * a hundred stays in a rate for its whole window. A share must have more bad
 * requests than chance gives at the limit in any window of the hold; a quantile
 * or a mean must rest on enough requests. Levels and counts are taken as they are.
 */
function restsOnEnough({ first, last }: Breach, { limit }: Judgement, reads: Reads): boolean {
  const { signal, span, length, grids, samples, baselineSamples, gates } = reads;
  if (signal.kind !== "ratio" && signal.kind !== "quantile" && signal.kind !== "mean") return true;
  const stride = Math.max(1, Math.round(seconds(signal.window) / span.step));
  let [trials, bad, others, otherBad] = [0, 0, 0, 0];
  // Windows that do not overlap, from the end of the breach backwards.
  for (let index = last; index >= first; index -= stride) {
    const count = samples[index] ?? 0;
    const share = grids.candidate.values[index] ?? 0;
    const otherCount = baselineSamples[index] ?? 0;
    trials += count;
    bad += count * (limit.side === "above" ? share : 1 - share);
    others += otherCount;
    otherBad += otherCount * (grids.baseline.values[index] ?? 0);
  }
  if (signal.kind === "quantile") return trials * (1 - signal.quantile) >= fewestInTail;
  if (signal.kind === "mean") return trials >= fewestInTail;
  // One event more than was seen, so that a baseline without errors does not make any single one a breach.
  const baseline = limit.against === "baseline" ? Math.min(1, (otherBad + (limit.side === "above" ? 1 : -1)) / Math.max(1, others)) : 0;
  const bound = boundOf(limit, Math.max(0, baseline));
  const share = Math.min(1, Math.max(0, limit.side === "above" ? bound : 1 - bound));
  const windows = Math.max(1, length / seconds(signal.window));
  return binomialTail(Math.round(bad), Math.max(Math.round(trials), Math.round(bad)), share) <= certainty.accuse / (windows * gates);
}
