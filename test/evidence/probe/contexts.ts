import { createStandingContext } from "../../../src/compile/compile.ts";
import type { Context } from "../../../src/compile/context.ts";
import { readProject, type Project } from "../../../src/project/read-project.ts";

let project: Promise<Project> | undefined;

/** The project's own definitions. */
function ownProject(): Promise<Project> {
  return (project ??= readProject(new URL("../../..", import.meta.url).pathname));
}

/** The context of one of the project's rollouts at a stage. */
export async function ownContext(rollout: string, environment: string, stage?: string): Promise<Context> {
  const own = await ownProject();
  const standing = own.standings.find((one) => one.rollout === rollout && one.environment === environment);
  if (standing === undefined) throw new Error(`${rollout} has no ladder in ${environment}`);
  return createStandingContext(own, standing, stage ?? standing.stage);
}

/** Every rollout of the project in every environment, at the last stage of its ladder. */
export async function lastContexts(): Promise<readonly Context[]> {
  const own = await ownProject();
  return own.standings.map((standing) => {
    const last = own.rollouts.get(standing.rollout)?.value.ladders[standing.environment]?.stages.at(-1)?.name;
    return createStandingContext(own, standing, last ?? standing.stage);
  });
}
