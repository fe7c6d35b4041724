import { candidateWeightRecord, mirrorRecord, seriesLabels } from "../conventions.ts";
import type { RecordingRule } from "./rule.ts";
import { selectorOf, type SeriesVariant } from "./series.ts";
import type { Subject } from "./subject.ts";

/** The series that tell where the rollout stands; the only rules that differ from stage to stage. */
export function stageRecords(subject: Subject): readonly RecordingRule[] {
  const { rollout, environment, position } = subject;
  const labels = { ...seriesLabels(rollout, environment), stage: position.stage.name };
  const weight = { record: candidateWeightRecord, expr: `vector(${position.candidatePercent})`, labels };
  return mirrors(subject) ? [weight, { record: mirrorRecord, expr: `vector(${position.mirrorPercent})`, labels }] : [weight];
}

/** Whether any stage of the ladder copies requests to the candidate. */
export function mirrors({ positions }: Subject): boolean {
  return positions.some(({ mirrorPercent }) => mirrorPercent > 0);
}

/** Who must be at work for something to be expected of it. */
export type Use = "candidate in use" | "baseline in use" | "mirroring";

/** PromQL that has a sample while the stage makes this use of the two sides. */
export function whileIn(subject: Subject, use: Use): string {
  const labels = seriesLabels(subject.rollout, subject.environment);
  const weight = selectorOf(candidateWeightRecord, labels);
  const mirror = selectorOf(mirrorRecord, labels);
  switch (use) {
    case "baseline in use":
      return `${weight} < 100`;
    case "mirroring":
      return `${mirror} > 0`;
    case "candidate in use":
      return mirrors(subject) ? `${weight} > 0 or ${mirror} > 0` : `${weight} > 0`;
  }
}

/** Whether the position that is rendered makes this use of the two sides. */
export function isIn({ position }: Subject, use: Use): boolean {
  switch (use) {
    case "baseline in use":
      return position.candidatePercent !== "100";
    case "mirroring":
      return position.mirrorPercent > 0;
    case "candidate in use":
      return position.candidatePercent !== "0" || position.mirrorPercent > 0;
  }
}

/**
 * When requests are expected in the series of a variant. What is measured for
 * the whole service is, on a ladder that mirrors, a comparison of copies; on
 * any other it needs the candidate.
 */
export function trafficUse(subject: Subject, variant: SeriesVariant): Use {
  switch (variant) {
    case "baseline":
      return "baseline in use";
    case "candidate":
      return "candidate in use";
    case "none":
      return mirrors(subject) ? "mirroring" : "candidate in use";
  }
}
