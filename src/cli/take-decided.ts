import { paint } from "../base/paint.ts";
import { UserError } from "../base/user-error.ts";
import type { Context } from "../compile/context.ts";
import type { Project, Standing } from "../project/read-project.ts";
import type { Decided } from "../step/attempt.ts";
import { runDecided } from "../step/run-steps.ts";
import type { Attempting } from "../step/take-step.ts";
import { text, type Io, type Options } from "./command.ts";
import { stepExit, stepJson, stepText } from "./step-text.ts";
import { contextOf, openStepWorld, standingNamed } from "./step-world.ts";
import { warnOfToken } from "./warn-of-token.ts";

/** A step that a person decides on, for one rollout in one environment and with a reason. */
export interface Asked {
  /** As in "Cannot roll back". */
  readonly verb: string;
  readonly usage: string;
  readonly rollout: string | undefined;
  readonly environment: string | undefined;
  /** What is decided at a time of the forge, in Unix seconds. */
  readonly decide: (of: DecidedOf, now: number) => Decided;
  /** How it is brought about; as a step of the ladder when left out. */
  readonly attempt?: (reason: string) => Attempting;
}

/** What a decision is taken of. */
export interface DecidedOf {
  readonly project: Project;
  readonly standing: Standing;
  readonly context: Context;
  readonly reason: string;
}

/** Takes the step that a person decided on, prints what came of it and answers the exit code. Throws a {@link UserError} where it is not said for what and why. */
export async function takeDecided(asked: Asked, options: Options, io: Io): Promise<number> {
  const { verb, usage, rollout, environment, decide, attempt } = asked;
  const reason = text(options, "reason");
  if (rollout === undefined || environment === undefined || reason === undefined || reason.trim() === "") {
    throw new UserError(`Cannot ${verb}: expected a rollout, an environment and --reason`, { hint: `usage: ${usage}` });
  }
  const { project, run, forge } = await openStepWorld(options, io);
  const standing = standingNamed(project, rollout, environment);
  const context = contextOf(project, standing);
  const report = await runDecided(run, (now) => decide({ project, standing, context, reason }, now), attempt?.(reason));
  await warnOfToken(forge, [report], io);
  io.stdout(
    options["json"] === true ? `${JSON.stringify(stepJson(report), null, 2)}\n` : stepText(report, paint(io.color), { dryRun: run.dryRun }),
  );
  return stepExit([report]);
}
