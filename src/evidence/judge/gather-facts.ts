import { binomialTail, studentTail } from "../statistics/index.ts";
import type { Context } from "../../compile/context.ts";
import { judgeGate, type Judgement } from "../../compile/observability/judgement.ts";
import { signalNamed } from "../../compile/observability/series.ts";
import type { Limit } from "../../compile/observability/limit.ts";
import { seconds } from "../../model/quantity.ts";
import type { SignalGate } from "../../model/gate.ts";
import type { Signal } from "../../model/signal.ts";
import type { Span } from "../metrics-source.ts";
import { breaches, lengthOf, type Breach } from "./breaches.ts";
import { certainty, fewestInTail } from "./certainty.ts";
import { boundOf } from "./changed-value.ts";
import { eventTotals } from "./event-totals.ts";
import { grid, type Grid } from "./grid.ts";
import { holdOf } from "./judged-span.ts";
import type { Answers } from "./question.ts";
import type { NoFacts, SignalFacts, TimedBreach } from "./signal-facts.ts";
import { isAnsweredByMany, type Side } from "./signal-questions.ts";
import { fewestWindows, windowExcesses } from "./window-excesses.ts";

/** Reads the answers to a gate's questions. */
export function gatherFacts(context: Context, gate: SignalGate, answers: Answers, span: Span, gates: number): SignalFacts | NoFacts {
  for (const [id, answer] of answers) {
    if (answer.kind === "problem") return { problem: answer };
    if (answer.value.length > 1 && !isAnsweredByMany(id)) return { manySeries: answer.value.length };
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
    latest:
      value === undefined
        ? undefined
        : { candidate: value, baseline: grids.baseline.values[last], beyond: hold[last] !== true && !isChance(last, judgement, reads) },
    notNumbers: grids.candidate.notNumbers + grids.baseline.notNumbers,
    endsNotNumber: grids.candidate.endsNotNumber || grids.baseline.endsNotNumber,
    age: takenAt === undefined || !Number.isFinite(takenAt) ? undefined : span.end - takenAt,
    longestBreach: Math.max(0, ...all.map((breach) => lengthOf(breach, span.step))),
    holdBreach: timed(all.findLast((breach) => counts(breach, judgement))),
    rollbackBreach:
      rollbackJudgement === undefined
        ? undefined
        : timed((rollback === undefined ? all : breaches(rollback, span.step)).findLast((breach) => counts(breach, rollbackJudgement))),
    beyondRollback: (rollback ?? hold).filter((one) => one === false).length * span.step,
    candidate: eventTotals(answers, "candidate"),
    baseline: compared ? eventTotals(answers, "baseline") : undefined,
    grids,
    windows: windowsIn(length, signal),
  };
}

function windowsIn(length: number, signal: Signal): number {
  return Math.max(1, length / ("window" in signal ? seconds(signal.window) : 60));
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
 * or a mean must rest on enough requests, and lie further beyond than its
 * windows scatter. Levels and counts are taken as they are.
 */
function restsOnEnough(breach: Breach, { limit }: Judgement, reads: Reads): boolean {
  const { signal, length, gates } = reads;
  if (signal.kind !== "ratio" && signal.kind !== "quantile" && signal.kind !== "mean") return true;
  const level = certainty.accuse / (windowsIn(length, signal) * gates);
  const counts = countsOf(breach, limit, seconds(signal.window), reads);
  if (signal.kind === "quantile") return counts.trials * (1 - signal.quantile) >= fewestInTail && isFarther(breach, limit, reads, level);
  if (signal.kind === "mean") return counts.trials >= fewestInTail && isFarther(breach, limit, reads, level);
  return chanceOf(counts, limit) <= level;
}

/**
 * Whether so many bad requests as there are in one window of a share come by
 * chance, too, where it lies at the limit: among few requests one is enough to
 * be beyond it, and stays so for the length of the window.
 */
function isChance(index: number, { limit }: Judgement, reads: Reads): boolean {
  const { signal, samples } = reads;
  if (signal.kind !== "ratio" || samples[index] === undefined) return false;
  return chanceOf(countsOf({ first: index, last: index }, limit, seconds(signal.window), reads), limit) > certainty.accuse;
}

interface Counts {
  readonly trials: number;
  readonly bad: number;
  readonly others: number;
  readonly otherBad: number;
}

/** Requests of both sides in windows of a breach that do not overlap, from its end backwards. */
function countsOf({ first, last }: Breach, { side }: Limit, window: number, { span, grids, samples, baselineSamples }: Reads): Counts {
  const stride = Math.max(1, Math.round(window / span.step));
  let [trials, bad, others, otherBad] = [0, 0, 0, 0];
  for (let index = last; index >= first; index -= stride) {
    const count = samples[index] ?? 0;
    const share = grids.candidate.values[index] ?? 0;
    const otherCount = baselineSamples[index] ?? 0;
    trials += count;
    bad += count * (side === "above" ? share : 1 - share);
    others += otherCount;
    otherBad += otherCount * (grids.baseline.values[index] ?? 0);
  }
  return { trials, bad, others, otherBad };
}

/** How likely so many bad requests, or more, are where the share lies at the limit. */
function chanceOf({ trials, bad, others, otherBad }: Counts, limit: Limit): number {
  // One event more than was seen, so that a baseline without errors does not make any single one a breach.
  const baseline = limit.against === "baseline" ? Math.min(1, (otherBad + (limit.side === "above" ? 1 : -1)) / Math.max(1, others)) : 0;
  const bound = boundOf(limit, Math.max(0, baseline));
  const share = Math.min(1, Math.max(0, limit.side === "above" ? bound : 1 - bound));
  return binomialTail(Math.round(bad), Math.max(Math.round(trials), Math.round(bad)), share);
}

/** Windows without which nobody knows how far they scatter. */
const fewestDifferences = 2 * fewestWindows;
/** Median of the absolute difference of two normal values of standard deviation 1. */
const medianDifference = 0.9539;

/**
 * Whether the windows of a breach lie further beyond the limit than those of
 * the whole span usually differ from their neighbours: what swings by that much
 * is beyond it by chance now and then. The usual difference is the median, which
 * the jumps at the ends of a breach do not move.
 */
function isFarther(breach: Breach, limit: Limit, reads: Reads, level: number): boolean {
  const all = windowExcesses(limit, reads, { first: 0, last: reads.grids.candidate.values.length - 1 });
  const differences = all.slice(1).map((excess, index) => Math.abs(excess - (all[index] ?? excess)));
  if (differences.length < fewestDifferences) return true;
  const usual = (differences.toSorted((left, right) => left - right)[Math.floor(differences.length / 2)] ?? 0) / medianDifference;
  const within = windowExcesses(limit, reads, breach);
  const mean = within.reduce((sum, excess) => sum + excess, 0) / within.length;
  return studentTail((mean * Math.sqrt(within.length)) / usual, differences.length / 2) <= level;
}
