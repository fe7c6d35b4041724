import { compareDecimals } from "../../base/decimal.ts";
import { UserError } from "../../base/user-error.ts";
import type { Alert } from "../../model/alert.ts";
import { signalDimension } from "../../model/signal-dimension.ts";
import { dimensionOf, seconds } from "../../model/quantity.ts";
import type { Selector, Signal } from "../../model/signal.ts";
import { alertBasis, type AlertBasis } from "./alert-basis.ts";
import { measuredSeries } from "./alert-rule.ts";
import { burnSeries } from "./burn-rate.ts";
import { witness, witnessBeside } from "./label-witness.ts";
import { threshold, type Limit } from "./limit.ts";
import { judgeGate, type Judgement } from "./judgement.ts";
import { readinessRule } from "./readiness.ts";
import { matchersOf, selectorOf, seriesOf, signalNamed, variantsOf } from "./series.ts";
import type { Subject } from "./subject.ts";

const ownLabels = ["alertname", "rollout", "environment", "variant", "severity", "action"] as const;

/**
 * Throws a {@link UserError} for signals, gates and alerts that would compile
 * to rules that lie or never answer: a range of less than two scrapes, sides
 * that cannot be told apart, a limit that nothing can be beyond.
 */
export function checkObservable(subject: Subject): void {
  const { rollout } = subject;
  for (const [name, signal] of Object.entries(rollout.signals)) checkSignal(subject, name, signal);
  for (const [name, gate] of Object.entries(rollout.gates)) {
    if (!("signal" in gate)) continue;
    for (const which of ["hold", "rollback"] as const) {
      const judgement = judgeGate(subject, gate, which);
      if (judgement !== undefined) checkLimit(subject, `gates.${name}`, judgement);
    }
  }
  for (const [name, alert] of Object.entries(rollout.alerts)) {
    const basis = alertBasis(subject, name, alert);
    if (basis.kind === "judgement") checkLimit(subject, `alerts.${name}`, basis.judgement);
    checkFailures(subject, name, alert, basis);
    if (basis.kind === "no-traffic" && signalNamed(rollout, basis.series.signal).kind === "level") {
      throw fault(
        subject,
        `alerts.${name}`,
        `asks for traffic of signal "${basis.series.signal}", a level that no traffic flows through`,
        "name a signal of requests, or use an alert on a limit",
      );
    }
    const taken = Object.keys(alert.labels).find((label) => ownLabels.some((own) => own === label));
    if (taken !== undefined)
      throw fault(subject, `alerts.${name}.labels.${taken}`, "is a label that every alert has already", "give it another name");
  }
  checkRecords(subject);
}

function checkSignal(subject: Subject, name: string, signal: Signal): void {
  const { rollout, environment } = subject;
  const where = `signals.${name}`;
  const { scrapeInterval } = environment.prometheus;
  if ("window" in signal && seconds(signal.window) < 2 * seconds(scrapeInterval)) {
    throw fault(
      subject,
      `${where}.window`,
      `is ${signal.window}, less than two scrapes (${scrapeInterval}) of "${environment.name}", so its rates would have no samples`,
      `set at least ${2 * seconds(scrapeInterval)}s`,
    );
  }
  const sides = variantsOf(signal).map((variant) => matchersOf(rollout, variant));
  const selectors = selectorsOf(signal);
  for (const [key, { metric, where: own }] of selectors) {
    for (const side of sides) {
      if (witness(own, side) === undefined)
        throw fault(
          subject,
          `${where}.${key}.where`,
          `contradicts the matchers of a variant: no series of "${metric}" can meet both`,
          'correct where, or set variants to "none"',
        );
    }
    if (sides.length === 2 && witness(own, ...sides) !== undefined) {
      throw fault(
        subject,
        "variants",
        `a series of "${metric}" can belong to baseline and candidate at once (signal "${name}")`,
        "give both sides a matcher of the same label with values that exclude each other",
      );
    }
  }
  if (signal.kind === "ratio" && signal.numerator.metric === signal.denominator.metric) {
    const beside = witnessBeside([signal.denominator.where, ...sides.slice(0, 1)], [signal.numerator.where]);
    if (beside === undefined)
      throw fault(
        subject,
        `${where}.numerator`,
        "counts all that the denominator counts, so the ratio is always 100 %",
        "narrow the numerator by a label",
      );
  }
}

/** Selectors of a signal by the field that holds them. */
function selectorsOf(signal: Signal): readonly (readonly [string, Selector])[] {
  switch (signal.kind) {
    case "ratio":
    case "quotient":
      return [
        ["numerator", signal.numerator],
        ["denominator", signal.denominator],
      ];
    case "quantile":
    case "mean":
      return [["histogram", signal.histogram]];
    case "rate":
    case "increase":
      return [["counter", signal.counter]];
    case "level":
      return [["gauge", signal.gauge]];
  }
}

/** Only shares have failures to count. */
function checkFailures(subject: Subject, name: string, { when }: Alert, basis: AlertBasis): void {
  const measured = measuredSeries(basis);
  if (measured === undefined || !("minimumFailures" in when) || (when.minimumFailures ?? 0) === 0) return;
  const { kind } = signalNamed(subject.rollout, measured.signal);
  if (kind === "ratio") return;
  throw fault(
    subject,
    `alerts.${name}.when.minimumFailures`,
    `asks for failures of signal "${measured.signal}" of kind "${kind}", which counts none`,
    "leave it out; only signals of kind ratio have failures",
  );
}

function checkLimit(subject: Subject, where: string, { limit, series }: Judgement): void {
  const signal = signalNamed(subject.rollout, series.signal);
  if (limit.against === "baseline") {
    if (dimensionOf(limit.text) === "points" && signalDimension(signal, subject.rollout.metrics) !== "percent") {
      throw fault(
        subject,
        where,
        `compares signal "${series.signal}" by percentage points (${limit.text}), but it is not a share`,
        'write a relative change ("+10 %") or a multiple ("1.5x")',
      );
    }
    return;
  }
  const wall = unreachable(signal, limit);
  if (wall !== undefined)
    throw fault(
      subject,
      where,
      `can never be crossed: signal "${series.signal}" is never ${limit.side} ${wall}, got ${limit.side} ${limit.text}`,
      "choose a limit within the signal's range",
    );
}

/** The end of a signal's range, if the limit lies at or beyond it. */
function unreachable(signal: Signal, limit: Limit): string | undefined {
  const amount = threshold(limit, undefined);
  if (limit.side === "above") return signal.kind === "ratio" && compareDecimals(amount, "1") >= 0 ? "100 %" : undefined;
  const fromZero = signal.kind === "ratio" || signal.kind === "rate" || signal.kind === "increase";
  return fromZero && compareDecimals(amount, "0") <= 0 ? "0" : undefined;
}

function checkRecords(subject: Subject): void {
  const { rollout, environment } = subject;
  const seen = new Map<string, string>();
  const readiness = readinessRule(subject);
  const all = [
    ...Object.keys(rollout.signals).flatMap((name) =>
      seriesOf(rollout, environment, name).map(({ record, selector }) => ({ record, selector, where: `signals.${name}` })),
    ),
    ...burnSeries(subject).map(({ record, selector, signal }) => ({ record, selector, where: `signals.${signal}` })),
    ...(readiness === undefined
      ? []
      : [{ record: readiness.record, selector: selectorOf(readiness.record, readiness.labels), where: "readiness" }]),
  ];
  for (const { record, selector, where } of all) {
    const other = seen.get(selector);
    if (other !== undefined) throw fault(subject, where, `records "${record}", as ${other} does`, "give one of them another record name");
    seen.set(selector, where);
  }
}

function fault({ rollout }: Subject, where: string, what: string, hint: string): UserError {
  return new UserError(`Cannot compile the rules of "${rollout.name}": ${where} ${what}`, { hint });
}
