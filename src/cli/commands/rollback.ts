import { UserError } from "../../base/user-error.ts";
import { paint } from "../../base/paint.ts";
import { planRollback } from "../../step/decide/plan-rollback.ts";
import { runDecided } from "../../step/run-steps.ts";
import { text, type Command } from "../command.ts";
import { stepExit, stepJson, stepText } from "../step-text.ts";
import { contextOf, forgeOptions, openStepWorld, standingNamed } from "../step-world.ts";
import { warnOfToken } from "../warn-of-token.ts";

/** Opens the pull request that undoes: freezes, holds and gates do not matter to it. */
export const rollbackCommand: Command = {
  usage: "rampart rollback <rollout> <env> [--to STAGE] --reason REASON [--dry-run] [--json]",
  summary: "open the pull request that takes a rollout back, whatever is frozen or failing",
  options: {
    to: { type: "string", help: "the stage to go back to; else the last one that the definition says is safe" },
    reason: { type: "string", help: "why, for the pull request and the ledger" },
    ...forgeOptions,
  },
  positionals: 2,
  async run([rollout, environment], options, io) {
    const reason = text(options, "reason");
    if (rollout === undefined || environment === undefined || reason === undefined || reason.trim() === "") {
      throw new UserError("Cannot roll back: expected a rollout, an environment and --reason", { hint: `usage: ${rollbackCommand.usage}` });
    }
    const { project, run, forge } = await openStepWorld(options, io);
    const standing = standingNamed(project, rollout, environment);
    const context = contextOf(project, standing);
    const facts = { context, judgement: undefined, elsewhere: [], overrides: [], stops: [] };
    const report = await runDecided(run, (now) => ({
      standing,
      context,
      judgement: undefined,
      reason,
      decision: planRollback({ ...facts, now }, text(options, "to")),
    }));
    await warnOfToken(forge, [report], io);
    io.stdout(
      options["json"] === true
        ? `${JSON.stringify(stepJson(report), null, 2)}\n`
        : stepText(report, paint(io.color), { dryRun: run.dryRun }),
    );
    return stepExit([report]);
  },
};
