import { nearest } from "../../base/nearest.ts";
import type { CourseCheck } from "../check.ts";
import { placeOfUnread } from "../place-of-unread.ts";

/** The state file is the one line a step changes; everything rendered follows from it. */
export const stateStage: CourseCheck = {
  code: "state-stage",
  severity: "error",
  description: "each state file names a stage of the ladder, the one that is rendered",
  scope: "course",
  *check({ environment, rollout, files, state, ledger, overrides, stage, folder }) {
    if (folder === undefined) {
      const file = state?.file ?? ledger?.file ?? overrides?.file ?? files.state;
      yield {
        message: `"${file}" belongs to nothing: dist/${environment}/${rollout} is not rendered`,
        hint: "remove the file, or add the ladder and run `rampart compile`",
        file,
      };
      return;
    }
    if (state !== undefined && "problem" in stage) {
      yield {
        message: `The state cannot be read: ${stage.problem}`,
        hint: stage.hint ?? "expected one line such as `stage: canary-5`",
        file: state.file,
        ...placeOfUnread(stage),
      };
      return;
    }
    const resource = folder.resource();
    if (resource === undefined) return;
    const stages = resource.spec.stages.map(({ name }) => name);
    const recorded = "value" in stage ? stage.value : stages[0];
    if (recorded === undefined) return;
    const place = { file: files.state, path: ["stage"] };
    if (!stages.includes(recorded)) {
      const meant = nearest(recorded, stages);
      yield {
        message: `The state names stage "${recorded}", which the ladder of "${rollout}" in "${environment}" does not have`,
        hint: meant === undefined ? `use one of ${stages.join(", ")}` : `did you mean "${meant}"?`,
        ...place,
      };
    } else if (recorded !== resource.status.stage) {
      yield {
        message: `The state is "${recorded}"${state === undefined ? ", the first stage, as there is no state file" : ""}, but dist/${environment}/${rollout} is rendered at "${resource.status.stage}"`,
        hint: "run `rampart compile` and commit dist/ with the state",
        ...place,
      };
    }
  },
};
