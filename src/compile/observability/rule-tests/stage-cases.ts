import { candidateWeightRecord, mirrorRecord, seriesLabels } from "../../conventions.ts";
import { mirrors, stageRecords } from "../stage-series.ts";
import type { Subject } from "../subject.ts";
import type { InputSeries } from "./input-series.ts";
import { records, type RuleCase } from "./rule-case.ts";

/** The series that tell the stage have its numbers. */
export function stageCases(subject: Subject): readonly RuleCase[] {
  const { position } = subject;
  const numbers = [position.candidatePercent, String(position.mirrorPercent)];
  const checks = stageRecords(subject).map((rule, index) => records(rule, 0, numbers[index] ?? "0"));
  return [{ story: "the stage is recorded", of: [position.stage.name], step: 60, inputs: [], checks, reads: [] }];
}

/** Inputs that pretend a stage at which both sides are at work, wherever the rollout stands. */
export function pretendedStage(subject: Subject): readonly InputSeries[] {
  const labels = { ...seriesLabels(subject.rollout, subject.environment), stage: "rule-test" };
  const metrics = mirrors(subject) ? [candidateWeightRecord, mirrorRecord] : [candidateWeightRecord];
  return metrics.map((metric) => ({ kind: "gauge", metric, labels, level: "50" }));
}
