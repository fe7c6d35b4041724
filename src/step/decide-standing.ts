import { createStandingContext } from "../compile/compile.ts";
import type { Project, Standing } from "../project/read-project.ts";
import type { Decided } from "./attempt.ts";
import { decide } from "./decide/decide.ts";
import { elsewhereOf } from "./elsewhere-of.ts";
import type { StepRun } from "./step-run.ts";

/** What deciding needs of the world. */
export interface Deciding {
  readonly project: Project;
  readonly judge: StepRun["judge"];
  /** Unix seconds, by the forge's clock. */
  readonly now: number;
}

/** Judges the gates of where a rollout stands, and decides what is due. */
export async function decideStanding({ project, judge, now }: Deciding, standing: Standing): Promise<Decided> {
  const context = createStandingContext(project, standing, standing.stage);
  const isLast = context.position.index === context.positions.length - 1;
  const judgement = isLast && context.position.stage.gates.length === 0 ? undefined : await judge(context);
  const decision = decide({
    context,
    judgement,
    elsewhere: elsewhereOf(project, standing),
    overrides: standing.overrides,
    stops: project.stops,
    now,
  });
  return { standing, context, decision, judgement };
}
