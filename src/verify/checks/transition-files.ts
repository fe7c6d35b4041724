import type { ChangeCheck } from "../check.ts";
import { moveOf } from "../transition/moves.ts";

/** Overrides, and what stops the line. */
const decision = /^environments\/(?:stop\.yaml|[^/]+\/[^/]+\.overrides\.yaml)$/;

/** A step that brings other changes along hides them behind its evidence. */
export const transitionFiles: ChangeCheck = {
  code: "transition-files",
  severity: "error",
  description: "a change that moves a stage touches only the state, the ledger, the confirmations and the rendered folder of what moves",
  scope: "change",
  *check({ changedFiles, transitions }) {
    const moving = transitions.filter((transition) => !["none", "enters", "leaves"].includes(moveOf(transition).kind));
    const [first] = moving;
    if (first === undefined) return;
    const owned = new Set(moving.flatMap(({ ownPrefix }) => [ownPrefix.state, ownPrefix.ledger, ownPrefix.confirmations]));
    const folders = new Set(moving.map(({ ownPrefix }) => ownPrefix.folder));
    const who = moving.length === 1 ? `"${first.rollout}" in "${first.environment}"` : `${moving.length} rollouts`;
    for (const file of changedFiles) {
      if (owned.has(file) || folders.has(`${file.split("/").slice(0, 3).join("/")}/`)) continue;
      if (decision.test(file)) {
        yield {
          message: `This change moves ${who} and edits "${file}", where people decide what steps may be taken`,
          hint: "decide in a change of its own: a step rests on what was decided before it",
          file,
        };
        continue;
      }
      const definition = /^(rollouts|environments)\/.*\.ts$/.test(file);
      yield {
        message: definition
          ? `This change moves ${who} and edits the definition "${file}"`
          : `This change moves ${who} and touches "${file}", which is no part of the step`,
        hint: definition
          ? "edit the definition in a change of its own: a step rests on limits that were merged before it"
          : "leave it to a change of its own: a step is reviewed for its evidence alone",
        file,
      };
    }
  },
};
