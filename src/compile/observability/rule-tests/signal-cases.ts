import { compareDecimals, type Decimal } from "../../../base/decimal.ts";
import { seconds } from "../../../model/quantity.ts";
import type { Signal } from "../../../model/signal.ts";
import { alertBasis } from "../alert-basis.ts";
import { burnSeries } from "../burn-rate.ts";
import { isCrossed } from "../limit.ts";
import { matchersOf, metricsOf, seriesOf, windowOf, type Series, type SeriesVariant } from "../series.ts";
import type { Subject } from "../subject.ts";
import { areSilent, evaluationSeconds, records, type RuleCase } from "./rule-case.ts";
import { stimulate, type Stimulus } from "./stimulus.ts";

/** Each signal records what it measures, for each variant apart, and 0 before its first event. */
export function signalCases(subject: Subject): readonly RuleCase[] {
  return Object.entries(subject.rollout.signals).flatMap(([name, signal]) => {
    const measured = signalCase(subject, name, signal, "each side is recorded", (variant) => knownValue(signal, variant));
    if (signal.kind !== "ratio") return [measured];
    const none = signalCase(subject, name, signal, "0 before the first event", () => ({
      value: "0",
      perSecond: "4",
      withoutNumerator: true,
    }));
    const at = none.checks[0]?.at ?? 0;
    return [measured, { ...none, checks: [...none.checks, ...areSilent(subject, silentAtZero(subject, name), at)] }];
  });
}

function signalCase(
  subject: Subject,
  name: string,
  signal: Signal,
  story: string,
  stimulus: (variant: SeriesVariant) => Stimulus,
): RuleCase {
  const { rollout, environment } = subject;
  const own = seriesOf(rollout, environment, name);
  const further = burnSeries(subject).filter((series) => series.signal === name);
  const { step, at } = timeOf(signal, further);
  return {
    story,
    of: [name],
    step,
    inputs: own.flatMap(({ variant }) => stimulate(signal, matchersOf(rollout, variant), stimulus(variant))),
    checks: [...own, ...further].map((series: Series) => records(series, at, stimulus(series.variant).value)),
    reads: metricsOf(signal),
  };
}

/**
 * Two samples in the shortest window, and a time at which the signal's own is
 * full: however a range's ends are counted, a rate over it is exact.
 */
function timeOf(signal: Signal, further: readonly Series[]): { readonly step: number; readonly at: number } {
  const window = windowOf(signal);
  if (window === undefined) return { step: 60, at: evaluationSeconds };
  const length = seconds(window);
  const step = Math.min(length, ...further.map((series) => seconds(series.over ?? window))) / 2;
  let at = length;
  while (at % evaluationSeconds !== 0 && at < evaluationSeconds * length) at += length;
  return { step, at };
}

/** A value that floating point keeps to the last digit, another one for each variant. */
function knownValue(signal: Signal, variant: SeriesVariant): Stimulus {
  const share = variant === "baseline" ? "0.25" : "0.5";
  switch (signal.kind) {
    case "increase":
      return { value: String((variant === "baseline" ? 1 : 2) * seconds(signal.window)) };
    case "rate":
      return { value: exactRate(seconds(signal.window), variant === "baseline" ? 1 : 2) };
    default:
      return { value: share, perSecond: "4" };
  }
}

/** The `nth` whole rate that survives being multiplied by the window and by its reciprocal, as `rate` does. */
function exactRate(window: number, nth: number): Decimal {
  const survives = (rate: number): boolean => rate * window * (1 / window) === rate;
  const rates = Array.from({ length: 100 }, (_, index) => index + 1).filter(survives);
  return String(rates[nth - 1] ?? nth);
}

/** Alerts on a ratio for which 0 is within the limit. */
function silentAtZero(subject: Subject, signal: string): readonly string[] {
  return Object.entries(subject.rollout.alerts).flatMap(([name, alert]) => {
    const basis = alertBasis(subject, name, alert);
    if (basis.kind === "judgement" && basis.judgement.series.signal === signal) {
      return isCrossed(basis.judgement.limit, "0", "0") ? [] : [name];
    }
    if (basis.kind === "burn-rate" && basis.series.signal === signal) {
      return basis.tiers.every(({ threshold }) => compareDecimals(threshold, "0") > 0) &&
        subject.rollout.signals[signal]?.worse === "higher"
        ? [name]
        : [];
    }
    return [];
  });
}
