import { compareDecimals, multiply, type Decimal } from "../../../base/decimal.ts";
import { seconds } from "../../../model/quantity.ts";
import { isMatched } from "../label-witness.ts";
import type { Judgement } from "../judgement.ts";
import { isCrossed, threshold } from "../limit.ts";
import { readinessJudgements, readinessRule } from "../readiness.ts";
import { matchersOf, signalNamed, windowOf, type Series } from "../series.ts";
import type { Subject } from "../subject.ts";
import type { InputSeries } from "./input-series.ts";
import { justBeyond, justWithin, type Values } from "./limit-values.ts";
import { measure, measureWhole } from "./measure.ts";
import { nextEvaluation, records, type RuleCase } from "./rule-case.ts";
import { seriesName } from "./input-series.ts";
import { stimulate } from "./stimulus.ts";

/** Ready is 1 when every gate is kept, and 0 as soon as any one of them is crossed. */
export function readinessCases(subject: Subject): readonly RuleCase[] {
  const rule = readinessRule(subject);
  if (rule === undefined) return [];
  const judgements = [...readinessJudgements(subject)];
  const lengths = judgements.map(([, { series }]) => windowSeconds(subject, series));
  const at = nextEvaluation(Math.max(60, ...lengths));
  const step = Math.min(60, ...lengths.map((length) => length / 2));
  const story = (text: string, of: readonly string[], inputs: readonly InputSeries[], value: "0" | "1"): RuleCase => ({
    story: text,
    of,
    step,
    inputs,
    checks: [records(rule, at, value)],
    reads: [],
  });
  const all = judgements.map(([, judgement]) => judgement);
  const healthy = keepingAll(subject, all);
  return [
    ...(healthy === undefined ? [] : [story("ready while every gate is kept", [], healthy, "1")]),
    ...judgements.map(([name, judgement]) => {
      const signal = signalNamed(subject.rollout, judgement.series.signal);
      const crossing = addition(subject, judgement, justBeyond(signal, judgement.limit), []);
      const others = all.filter((other) => other !== judgement);
      const alone = keepingAll(subject, others, crossing);
      return story(
        "not ready once a gate is crossed",
        [name],
        alone !== undefined && isCrossing(subject, judgement, alone) ? alone : crossing,
        "0",
      );
    }),
    ...withoutCandidate(subject, all, healthy ?? []).map((inputs) => story("not ready without traffic of the candidate", [], inputs, "0")),
  ];
}

/** The inputs without the candidate's, if a judgement then has no answer. */
function withoutCandidate(
  subject: Subject,
  judgements: readonly Judgement[],
  inputs: readonly InputSeries[],
): readonly (readonly InputSeries[])[] {
  const { variants } = subject.rollout;
  if (variants === undefined || inputs.length === 0) return [];
  const left = inputs.filter(({ labels }) => !isMatched(labels, variants.candidate));
  return judgements.some(({ series }) => measured(subject, series, left) === undefined) ? [left] : [];
}

/** How far within its limit each value is tried. */
const distances: readonly (Decimal | undefined)[] = [undefined, "0.5", "0.1", "0.01"];

/**
 * Inputs, beside those given, for which all judgements are kept; `undefined`
 * if none are found. Signals may share metrics, so that what one of them needs
 * can disturb another: what must be reached goes first, a judgement that is
 * already kept gets no inputs, and the baseline follows the candidate.
 */
function keepingAll(
  subject: Subject,
  judgements: readonly Judgement[],
  given: readonly InputSeries[] = [],
): readonly InputSeries[] | undefined {
  for (const distance of distances) {
    const wanted = judgements
      .map((judgement) => ({ judgement, values: keepingValues(subject, judgement, distance) }))
      .toSorted((left, right) => rank(left.judgement) - rank(right.judgement) || compareDecimals(left.values.value, right.values.value));
    let inputs = given;
    for (const { judgement, values } of wanted) {
      if (!isKept(subject, judgement, inputs)) inputs = merged(inputs, addition(subject, judgement, values, inputs));
    }
    if (judgements.every((judgement) => isKept(subject, judgement, inputs))) return inputs;
  }
  return undefined;
}

function rank({ limit }: Judgement): number {
  return limit.against === "baseline" ? 2 : limit.side === "below" ? 0 : 1;
}

function keepingValues({ rollout }: Subject, { limit, series }: Judgement, distance: Decimal | undefined): Values {
  const within = justWithin(signalNamed(rollout, series.signal), limit);
  if (distance === undefined || limit.side === "below") return within;
  return { ...within, value: multiply(threshold(limit, within.baseline), distance) };
}

/** What a judgement lacks: its baseline alone, where the candidate is measured and the same would do for both. */
function addition(subject: Subject, judgement: Judgement, values: Values, inputs: readonly InputSeries[]): readonly InputSeries[] {
  const value = measured(subject, judgement.series, inputs);
  const { baseline, limit } = judgement;
  if (baseline !== undefined && value !== undefined && !isCrossed(limit, value, value)) return inputsFor(subject, baseline, value, inputs);
  return [
    ...inputsFor(subject, judgement.series, values.value, inputs),
    ...(baseline === undefined || values.baseline === undefined ? [] : inputsFor(subject, baseline, values.baseline, inputs)),
  ];
}

function isKept(subject: Subject, judgement: Judgement, inputs: readonly InputSeries[]): boolean {
  return answer(subject, judgement, inputs) === "kept";
}

function isCrossing(subject: Subject, judgement: Judgement, inputs: readonly InputSeries[]): boolean {
  return answer(subject, judgement, inputs) === "crossed";
}

function answer(subject: Subject, { limit, series, baseline }: Judgement, inputs: readonly InputSeries[]): "kept" | "crossed" | undefined {
  const value = measured(subject, series, inputs);
  const compared = baseline && measured(subject, baseline, inputs);
  if (value === undefined || (baseline !== undefined && compared === undefined)) return undefined;
  return isCrossed(limit, value, compared) ? "crossed" : "kept";
}

function measured({ rollout }: Subject, { signal, variant }: Series, inputs: readonly InputSeries[]): Decimal | undefined {
  return measure(signalNamed(rollout, signal), matchersOf(rollout, variant), inputs);
}

function inputsFor(
  { rollout }: Subject,
  { signal: name, variant }: Series,
  value: Decimal,
  inputs: readonly InputSeries[],
): readonly InputSeries[] {
  const signal = signalNamed(rollout, name);
  const narrow = matchersOf(rollout, variant);
  const whole = measureWhole(signal, narrow, inputs);
  return stimulate(signal, narrow, { value, perSecond: compareDecimals(whole, "0") > 0 ? whole : "1000000" });
}

/** Both lists; of a series in both, the one that was there first. */
function merged(first: readonly InputSeries[], then: readonly InputSeries[]): readonly InputSeries[] {
  const names = new Set(first.map(seriesName));
  return [...first, ...then.filter((input) => !names.has(seriesName(input)))];
}

function windowSeconds({ rollout }: Subject, { signal }: Series): number {
  const window = windowOf(signalNamed(rollout, signal));
  return window === undefined ? 120 : seconds(window);
}
