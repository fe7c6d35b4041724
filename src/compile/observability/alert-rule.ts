import { inCodeUnitOrder } from "../../base/code-unit-order.ts";
import { escapeGoTemplate } from "../../base/escape-go-template.ts";
import type { Alert } from "../../model/alert.ts";
import type { Signal } from "../../model/signal.ts";
import { dashboardUrl, headings, panelId, runbookUrl, seriesLabels } from "../conventions.ts";
import { alertBasis, type AlertBasis } from "./alert-basis.ts";
import { burning } from "./burn-rate.ts";
import { breach } from "./judgement.ts";
import { limitAmount } from "./limit.ts";
import type { AlertingRule } from "./rule.ts";
import { matchersOf, select, signalNamed, traffic, type SeriesVariant } from "./series.ts";
import { whileIn } from "./stage-series.ts";
import type { Subject } from "./subject.ts";
import { valueAction } from "./value-action.ts";

/** The rules of all alerts, in the definition's order. */
export function alertRules(subject: Subject): readonly AlertingRule[] {
  return Object.entries(subject.rollout.alerts).map(([name, alert]) => alertRule(subject, name, alert));
}

function alertRule(subject: Subject, name: string, alert: Alert): AlertingRule {
  const { rollout, environment } = subject;
  const basis = alertBasis(subject, name, alert);
  const measured = measuredSeries(basis);
  const labels = alertLabels(subject, alert, measured?.variant);
  const panel = measured === undefined ? panelId("alerts") : panelId("signal", measured.signal);
  return {
    alert: name,
    expr: condition(subject, basis),
    for: alert.for,
    labels: Object.fromEntries(Object.entries(labels).map(([label, value]) => [label, escapeGoTemplate(value)])),
    annotations: {
      summary: escapeGoTemplate(alert.summary),
      description: `${describe(subject, basis)} ${escapeGoTemplate(alert.response)}`,
      runbook_url: escapeGoTemplate(runbookUrl(rollout, environment, headings.alert(name))),
      dashboard_url: escapeGoTemplate(dashboardUrl(rollout, environment, panel)),
    },
  };
}

/** Labels of a firing alert, as they are sent, beside `alertname`. The rollout's team has it unless the alert names another. */
export function alertLabels(subject: Subject, alert: Alert, variant: SeriesVariant | undefined): Readonly<Record<string, string>> {
  const labels: Readonly<Record<string, string>> = {
    team: subject.rollout.team,
    ...alert.labels,
    ...seriesLabels(subject.rollout, subject.environment),
    ...(variant === undefined || variant === "none" ? {} : { variant }),
    severity: alert.severity,
    action: alert.action,
  };
  return Object.fromEntries(inCodeUnitOrder(Object.keys(labels)).map((label) => [label, labels[label] ?? ""]));
}

/** The series whose value or absence an alert is about. */
export function measuredSeries(basis: AlertBasis): { readonly signal: string; readonly variant: SeriesVariant } | undefined {
  switch (basis.kind) {
    case "judgement":
      return basis.judgement.series;
    case "no-traffic":
    case "burn-rate":
      return basis.series;
    case "down":
      return undefined;
  }
}

function condition(subject: Subject, basis: AlertBasis): string {
  const { rollout } = subject;
  switch (basis.kind) {
    case "judgement":
      return breach(basis.judgement, basis.floors);
    case "down":
      return `absent(${select(basis.target, {})} == 1) and on () (${whileIn(subject, basis.use)})`;
    case "no-traffic": {
      const seen = traffic(signalNamed(rollout, basis.series.signal), matchersOf(rollout, basis.series.variant));
      return `absent(${seen} > 0) and on () (${whileIn(subject, basis.use)})`;
    }
    case "burn-rate":
      return burning(basis.tiers, signalNamed(rollout, basis.series.signal).worse, basis.floors);
  }
}

/** One sentence with the value and the limit; a template of Prometheus. */
function describe({ rollout }: Subject, basis: AlertBasis): string {
  switch (basis.kind) {
    case "judgement": {
      const { series, limit } = basis.judgement;
      const signal = signalNamed(rollout, series.signal);
      return `${subjectOf(signal, series.variant)} is ${valueAction(rollout, signal)}, ${limit.side} the limit of ${limitAmount(limit)}.`;
    }
    case "down":
      return `No target of ${escapeGoTemplate(select(basis.target, {}))} answers while the candidate is in use.`;
    case "no-traffic": {
      const signal = signalNamed(rollout, basis.series.signal);
      return `${subjectOf(signal, basis.series.variant)} has nothing to measure although the stage sends requests.`;
    }
    case "burn-rate": {
      const signal = signalNamed(rollout, basis.series.signal);
      const objective =
        signal.kind === "ratio" && signal.objective !== undefined
          ? `${signal.objective.share} over ${signal.objective.period}`
          : "the objective";
      const [first] = basis.tiers;
      const factor = basis.tiers.length === 1 ? `${first?.factor ?? "1"} times as fast as` : "much faster than";
      return `${subjectOf(signal, basis.series.variant)} is ${valueAction(rollout, signal)}: the error budget of ${objective} burns ${factor} it may.`;
    }
  }
}

function subjectOf(signal: Signal, variant: SeriesVariant): string {
  const title = escapeGoTemplate(signal.title);
  return variant === "none" ? title : `${title} of the ${variant}`;
}
