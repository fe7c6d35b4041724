import { planRollback } from "../../step/decide/plan-rollback.ts";
import { text, type Command } from "../command.ts";
import { forgeOptions } from "../step-world.ts";
import { takeDecided } from "../take-decided.ts";

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
  run: ([rollout, environment], options, io) =>
    takeDecided(
      {
        verb: "roll back",
        usage: rollbackCommand.usage,
        rollout,
        environment,
        decide: ({ standing, context, reason }, now) => {
          const facts = { context, judgement: undefined, elsewhere: [], overrides: [], stops: [], now };
          return { standing, context, judgement: undefined, reason, decision: planRollback(facts, text(options, "to")) };
        },
      },
      options,
      io,
    ),
};
