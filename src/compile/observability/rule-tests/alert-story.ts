import type { Alert } from "../../../model/alert.ts";
import { seconds } from "../../../model/quantity.ts";
import { candidateWeightRecord, mirrorRecord } from "../../conventions.ts";
import type { AlertBasis } from "../alert-basis.ts";
import { alertLabels, measuredSeries } from "../alert-rule.ts";
import { metricsOf, signalNamed, windowOf } from "../series.ts";
import type { Subject } from "../subject.ts";
import type { InputSeries } from "./input-series.ts";
import { areSilent, evaluationSeconds, fires, isMeasured, nextEvaluation, type RuleCase } from "./rule-case.ts";

/** What the cases of one alert have in common. */
export interface AlertStory {
  /** Seconds after which an alert that is due from the start has fired. */
  readonly at: number;
  /** A case in which the alert fires. */
  readonly firing: (name: string, inputs: readonly InputSeries[]) => RuleCase;
  /** A case in which it does not, although the series, if one is given, has a sample. */
  readonly silent: (name: string, inputs: readonly InputSeries[], measured?: string) => RuleCase;
}

function metricsRead({ rollout }: Subject, basis: AlertBasis): readonly string[] {
  const stage = [candidateWeightRecord, mirrorRecord];
  switch (basis.kind) {
    case "judgement":
      return metricsOf(signalNamed(rollout, basis.judgement.series.signal));
    case "burn-rate":
      return metricsOf(signalNamed(rollout, basis.series.signal));
    case "down":
      return [basis.target.metric, ...stage];
    case "no-traffic":
      return [...metricsOf(signalNamed(rollout, basis.series.signal)), ...stage];
  }
}

/** Times, labels and names of an alert's cases. */
export function alertStory(subject: Subject, name: string, alert: Alert, basis: AlertBasis): AlertStory {
  const measured = measuredSeries(basis);
  const window = measured === undefined ? undefined : windowOf(signalNamed(subject.rollout, measured.signal));
  const length = window === undefined ? 120 : seconds(window);
  const at = nextEvaluation(length) + nextEvaluation(seconds(alert.for)) + evaluationSeconds;
  const step = Math.min(60, length / 2);
  const reads = metricsRead(subject, basis);
  const labels = alertLabels(subject, alert, measured?.variant);
  return {
    at,
    firing: (story, inputs) => ({ story: `fires ${story}`, of: [name], step, inputs, checks: [fires(name, labels, at)], reads }),
    silent: (story, inputs, series) => ({
      story: `silent ${story}`,
      of: [name],
      step,
      inputs,
      checks: [...(series === undefined ? [] : [isMeasured(series, at)]), ...areSilent(subject, [name], at)],
      reads,
    }),
  };
}
