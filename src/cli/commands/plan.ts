import { UserError } from "../../base/user-error.ts";
import { compile, createStandingContext, selectStandings } from "../../compile/compile.ts";
import { plan, type PlannedStage } from "../../compile/plan.ts";
import { packageVersion } from "../../project/package-version.ts";
import { readProject } from "../../project/read-project.ts";
import { text, type Command } from "../command.ts";
import { projectRoot, rootOption } from "../project-root.ts";
import { paint, type Paint } from "../../base/paint.ts";
import { powerTable } from "../power-table.ts";
import { table } from "../table.ts";
import { paintDiff, stageDiff } from "../tree-diff.ts";

/** Prints the ladder of a rollout in an environment. */
export const planCommand: Command = {
  usage: "rampart plan <rollout> <env> [--diff STAGE] [--json]",
  summary: "print the ladder: what each stage changes, when at the earliest, its gates and what they can detect",
  options: {
    diff: { type: "string", help: "print what moving to this stage would change in dist/" },
    json: { type: "boolean", help: "print it as JSON" },
    root: rootOption,
  },
  positionals: 2,
  async run([rollout, environment], options, io) {
    if (rollout === undefined || environment === undefined) {
      throw new UserError("Cannot plan: expected a rollout and an environment", { hint: `usage: ${planCommand.usage}` });
    }
    const project = await readProject(projectRoot(options, io));
    const [standing] = selectStandings(project, { rollouts: [rollout], environments: [environment] });
    if (standing === undefined) {
      throw new UserError(`Cannot plan "${rollout}" in "${environment}": it has no ladder there`, {
        hint: `add ladders.${environment} to ${project.rollouts.get(rollout)?.file ?? "the definition"}`,
      });
    }
    const context = createStandingContext(project, standing, standing.stage);
    const target = text(options, "diff");
    if (target !== undefined) {
      const at = (stage: string) =>
        compile(project, { version: packageVersion() }, { rollouts: [rollout], environments: [environment], stage }).flatMap(
          ({ artifacts }) => artifacts,
        );
      io.stdout(`${paintDiff(stageDiff(at(standing.stage), at(target)), paint(io.color))}\n`);
      return 0;
    }
    const stages = plan(context);
    io.stdout(
      options["json"] === true
        ? `${JSON.stringify({ rollout, environment, stage: standing.stage, stages }, null, 2)}\n`
        : [ladder(context.rollout.title, environment, stages, paint(io.color)), powerTable(context, stages, paint(io.color))]
            .filter((part) => part !== "")
            .join("\n"),
    );
    return 0;
  },
};

/** The ladder as a table for people, the current stage marked. */
export function ladder(title: string, environment: string, stages: readonly PlannedStage[], { bold, dim, green }: Paint): string {
  const head = ["", "stage", "earliest", "hold", "candidate", "what moves", "gates to leave it"].map((cell) => dim(cell));
  const rows = stages.map(({ stage, current, earliest, hold, candidatePercent, moves, gates }) => [
    current ? green("▶") : " ",
    current ? green(bold(stage)) : stage,
    earliest,
    hold ?? "–",
    `${candidatePercent} %`,
    shorten(moves),
    gates.length === 0 ? "–" : gates.join(", "),
  ]);
  return `${bold(title)} ${dim(`in ${environment}`)}\n\n${table([head, ...rows])}\n`;
}

function shorten(moves: readonly string[]): string {
  const [first, ...rest] = moves.map((move) => move.replaceAll("`", ""));
  if (first === undefined) return "–";
  return rest.length === 0 ? first : rest.length === 1 ? `${first}; ${rest[0]}` : `${first}; ${rest.length} more`;
}
