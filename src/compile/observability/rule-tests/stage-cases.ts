import { candidateWeightRecord, mirrorRecord, seriesLabels } from "../../conventions.ts";
import { mirrors, stageRecords } from "../stage-series.ts";
import { selectorOf } from "../series.ts";
import type { Subject } from "../subject.ts";
import type { InputSeries } from "./input-series.ts";
import { records, type Check, type RuleCase } from "./rule-case.ts";

/** The series that tell the stage have its numbers. */
export function stageCases(subject: Subject): readonly RuleCase[] {
  const { position } = subject;
  const numbers = [position.candidatePercent, String(position.mirrorPercent)];
  const own = seriesLabels(subject.rollout, subject.environment);
  const checks = stageRecords(subject).map((rule, index): Check => ({
    ...records(rule, 0, numbers[index] ?? "0"),
    expr: selectorOf(rule.record, own),
  }));
  return [{ story: "the stage is recorded", of: [], step: 60, inputs: [], checks, reads: [] }];
}

/** Inputs that pretend a stage at which both sides are at work, wherever the rollout stands. */
export function pretendedStage(subject: Subject): readonly InputSeries[] {
  const labels = { ...seriesLabels(subject.rollout, subject.environment), stage: "rule-test" };
  const metrics = mirrors(subject) ? [candidateWeightRecord, mirrorRecord] : [candidateWeightRecord];
  return metrics.map((metric) => ({ kind: "gauge", metric, labels, level: "50" }));
}
