import { candidateWeightRecord, mirrorRecord } from "../../compile/conventions.ts";
import type { FolderCheck } from "../check.ts";
import { renderedFolder } from "../rendered-folder.ts";

/**
 * The hold begins when the cluster has applied a stage, and alerts know by it
 * whether there is traffic to expect: a series that tells another stage than
 * the one that is rendered makes both wrong.
 */
export const rulesStage: FolderCheck = {
  code: "rules-stage",
  severity: "error",
  description: "the recorded stage, share and mirror are those of rollout.yaml",
  scope: "folder",
  *check(folder) {
    const { spec, status } = folder.resource() ?? {};
    const stage = spec?.stages.find(({ name }) => name === status?.stage);
    if (spec === undefined || stage === undefined) return;
    const file = `${folder.path}/rules.yaml`;
    const hint = "render the folder again with rampart compile";
    const wanted = [
      { record: candidateWeightRecord, percent: stage.candidatePercent },
      { record: mirrorRecord, percent: String(stage.mirrorPercent) },
    ];
    for (const { record, percent } of wanted) {
      for (const { expr, labels, path } of renderedFolder(folder).rules.filter((rule) => rule.record === record)) {
        if (labels["stage"] !== stage.name) {
          const is = labels["stage"] === undefined ? "no stage" : `stage "${labels["stage"].slice(0, 80)}"`;
          yield {
            message: `Record "${record}" tells ${is}, but "${stage.name}" is rendered`,
            hint,
            file,
            path: [...path, "labels", "stage"],
          };
        }
        if (expr !== `vector(${percent})`) {
          yield {
            message: `Record "${record}" is ${expr.slice(0, 80)}, but stage "${stage.name}" has ${percent} %`,
            hint,
            file,
            path: [...path, "expr"],
          };
        }
      }
    }
    const { rules } = renderedFolder(folder);
    const mirrors = spec.stages.some(({ mirrorPercent }) => mirrorPercent > 0);
    for (const record of mirrors ? [candidateWeightRecord, mirrorRecord] : [candidateWeightRecord]) {
      if (rules.length === 0 || rules.some((rule) => rule.record === record)) continue;
      yield { message: `No rule records "${record}", so nobody knows which stage the cluster has`, hint, file, path: ["groups"] };
    }
  },
};
