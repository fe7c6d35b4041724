import { UserError } from "../../base/user-error.ts";
import { Duration } from "../../model/quantity.ts";
import { heldDecided, proposeResume } from "../../step/resume/resume.ts";
import { text, type Command } from "../command.ts";
import { forgeOptions } from "../step-world.ts";
import { takeDecided } from "../take-decided.ts";

const { operator: _operator, prometheus: _prometheus, ...ownForgeOptions } = forgeOptions;

/** Opens the pull request by which people let a rollout go on that was taken back. */
export const resumeCommand: Command = {
  usage: "rampart resume <rollout> <env> --reason REASON [--owner WHO] [--incident URL] [--for 7d] [--dry-run] [--json]",
  summary: "open the pull request that lets a rollout go on after a step back",
  options: {
    reason: { type: "string", help: "why it may go on, for the pull request and the file of overrides" },
    owner: { type: "string", help: "who answers for it; else the person whose token it is" },
    incident: { type: "string", help: "address of the incident or ticket" },
    for: { type: "string", help: "how long the decision counts: 7d when left out" },
    ...ownForgeOptions,
  },
  positionals: 2,
  async run([rollout, environment], options, io) {
    const lasts = Duration.safeParse(text(options, "for") ?? "7d");
    if (!lasts.success) {
      throw new UserError(`Cannot resume for ${JSON.stringify(text(options, "for"))}: expected a duration`, {
        hint: "for example --for 7d",
      });
    }
    const asked = { owner: text(options, "owner"), incident: text(options, "incident"), lasts: lasts.data };
    return takeDecided(
      {
        verb: "resume",
        usage: resumeCommand.usage,
        rollout,
        environment,
        decide: ({ project, standing, context }, now) => heldDecided(project, { standing, context }, now),
        attempt: (reason) => proposeResume({ ...asked, reason }),
      },
      options,
      io,
    );
  },
};
