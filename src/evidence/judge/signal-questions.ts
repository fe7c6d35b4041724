import type { Context } from "../../compile/context.ts";
import { judgeGate, type Judgement } from "../../compile/observability/judgement.ts";
import { events, expression, matchersOf, select, signalNamed, type Series } from "../../compile/observability/series.ts";
import type { SignalGate } from "../../model/gate.ts";
import type { Selector } from "../../model/signal.ts";
import type { Question } from "./question.ts";

/** Sides of a gate that are asked about. */
export type Side = "candidate" | "baseline";

/** Whether a question is answered by many series: one for each bucket. All others have one answer. */
export function isAnsweredByMany(id: string): boolean {
  return id.endsWith("-buckets");
}

/** Counters whose series may begin within the window so late, in seconds, are looked at apart. */
const settled = 600;
const before = 3600;

/**
 * All that must be known to judge a gate of a signal over the last `length`
 * seconds: whether its limits were kept at each step, in the very expressions
 * of the rules and the runbook; what was measured; how many events that rests
 * on; and the same over the whole of the window.
 */
export function signalQuestions(context: Context, name: string, gate: SignalGate, length: number): readonly Question[] {
  const query = context.observability.gates.get(name);
  const judgement = judgeGate(context, gate, "hold");
  if (query === undefined || judgement === undefined) throw new RangeError(`Cannot judge gate "${name}": it has no query`);
  const rollback = query.withinRollback;
  return [
    { id: "within-hold", kind: "range", expression: query.withinHold },
    ...(rollback === undefined || rollback === query.withinHold
      ? []
      : [{ id: "within-rollback", kind: "range", expression: rollback } as const]),
    { id: "taken", kind: "end", expression: `timestamp(${judgement.series.selector})` },
    ...sidesOf(judgement).flatMap(([side, series]) => sideQuestions(context, side, series, length)),
  ];
}

/** The series of a judgement by side: one that is not compared is called the candidate. */
export function sidesOf({ series, baseline }: Judgement): readonly (readonly [Side, Series])[] {
  return baseline === undefined
    ? [["candidate", series]]
    : [
        ["candidate", series],
        ["baseline", baseline],
      ];
}

function sideQuestions(
  { rollout }: Context,
  side: Side,
  { signal: name, variant, selector, samples }: Series,
  length: number,
): readonly Question[] {
  const signal = signalNamed(rollout, name);
  const narrow = matchersOf(rollout, variant);
  const range = `${length}s`;
  const value: Question = { id: `${side}-value`, kind: "range", expression: selector };
  const all = events(signal, narrow, range);
  if (samples === undefined || all === undefined) return [value];
  const counted: readonly Question[] = [
    value,
    { id: `${side}-samples`, kind: "range", expression: samples },
    { id: `${side}-events`, kind: "end", expression: all },
  ];
  if (signal.kind !== "ratio") {
    const whole: Question = { id: `${side}-whole`, kind: "end", expression: expression(signal, narrow, range) };
    if (signal.kind !== "quantile") return [...counted, whole];
    const buckets = `sum by (le) (increase(${select(signal.histogram, narrow, "_bucket")}[${range}]))`;
    return [...counted, whole, { id: `${side}-buckets`, kind: "end", expression: buckets }];
  }
  const counter = (one: Selector): string => select(one, narrow);
  return [
    ...counted,
    { id: `${side}-part`, kind: "end", expression: `sum(increase(${counter(signal.numerator)}[${range}]))` },
    ...(length <= 2 * settled
      ? []
      : [
          { id: `${side}-events-born`, kind: "end", expression: born(counter(signal.denominator), length) } as const,
          { id: `${side}-part-born`, kind: "end", expression: born(counter(signal.numerator), length) } as const,
        ]),
  ];
}

/**
 * First values of the series that began within the window: a counter that is
 * born at 1 has grown by 1, which `increase` does not see. What was there
 * shortly before or at the start of the window is not new.
 * @see https://github.com/prometheus/prometheus/issues/5355
 */
function born(counter: string, length: number): string {
  return `sum(min_over_time(${counter}[${length}s]) unless last_over_time(${counter}[${before + settled}s] offset ${length - settled}s))`;
}
