import { UserError } from "../../base/user-error.ts";
import { paint } from "../../base/paint.ts";
import { runSteps } from "../../step/run-steps.ts";
import type { Command } from "../command.ts";
import { stepExit, stepJson, stepSummary, stepText } from "../step-text.ts";
import { forgeOptions, openStepWorld, standingNamed } from "../step-world.ts";
import { warnOfToken } from "../warn-of-token.ts";

/** Opens or updates the one pull request that is due. */
export const stepCommand: Command = {
  usage: "rampart step <rollout> <env> [--dry-run] [--json] | rampart step --all",
  summary: "judge the gates and open, update or close the one pull request that is due",
  options: {
    all: { type: "boolean", help: "every rollout in every environment" },
    reopen: { type: "boolean", help: "open a pull request again that a person has closed" },
    ...forgeOptions,
  },
  positionals: 2,
  async run([rollout, environment], options, io) {
    const all = options["all"] === true;
    if (all ? rollout !== undefined : rollout === undefined || environment === undefined) {
      throw new UserError("Cannot take a step: expected a rollout and an environment, or --all", { hint: `usage: ${stepCommand.usage}` });
    }
    const { project, run, forge } = await openStepWorld(options, io);
    const standings =
      rollout === undefined || environment === undefined ? project.standings : [standingNamed(project, rollout, environment)];
    const reports = await runSteps(run, standings);
    await warnOfToken(forge, reports, io);
    if (options["json"] === true) {
      io.stdout(`${JSON.stringify({ repository: forge.address, requests: forge.requests(), steps: reports.map(stepJson) }, null, 2)}\n`);
    } else {
      const { dim } = paint(io.color);
      io.stdout(reports.map((report) => stepText(report, paint(io.color), { dryRun: run.dryRun })).join("\n"));
      io.stdout(`\n${all ? `${stepSummary(reports)}\n` : ""}${dim(`${forge.requests()} requests to ${forge.address}`)}\n`);
    }
    return stepExit(reports);
  },
};
