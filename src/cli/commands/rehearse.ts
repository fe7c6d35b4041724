import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { canonicalJson } from "../../base/canonical-json.ts";
import { UserError } from "../../base/user-error.ts";
import { compile, createStandingContext, selectStandings } from "../../compile/compile.ts";
import { rehearsalPacket } from "../../evidence/probe/rehearsal-packet.ts";
import { packageVersion } from "../../project/package-version.ts";
import { readProject } from "../../project/read-project.ts";
import { text, type Command } from "../command.ts";
import { projectRoot, rootOption } from "../project-root.ts";
import { stageDiff } from "../tree-diff.ts";

/** Writes what a stage does, asks and falls back to, without touching a live system. */
export const rehearseCommand: Command = {
  usage: "rampart rehearse <rollout> <env> [--stage S] [--out FILE]",
  summary: "write the rehearsal packet of a stage: levers, diff, gates, requests, ways back",
  options: {
    stage: { type: "string", help: "rehearse this stage instead of the recorded one" },
    out: { type: "string", help: "write the packet there instead of printing it" },
    root: rootOption,
  },
  positionals: 2,
  async run([rollout, environment], options, io) {
    if (rollout === undefined || environment === undefined) {
      throw new UserError("Cannot rehearse: expected a rollout and an environment", { hint: `usage: ${rehearseCommand.usage}` });
    }
    const project = await readProject(projectRoot(options, io));
    const asked = text(options, "stage");
    const selection = { rollouts: [rollout], environments: [environment] };
    const [standing] = selectStandings(project, asked === undefined ? selection : { ...selection, stage: asked });
    if (standing === undefined) {
      throw new UserError(`Cannot rehearse "${rollout}" in "${environment}": it has no ladder there`, {
        hint: `add ladders.${environment} to ${project.rollouts.get(rollout)?.file ?? "the definition"}`,
      });
    }
    const context = createStandingContext(project, standing, asked ?? standing.stage);
    const from = context.positions[context.position.index - 1]?.stage.name;
    const render = (stage: string) =>
      compile(project, { version: packageVersion() }, { ...selection, stage }).flatMap(({ artifacts }) => artifacts);
    const diff = from === undefined ? [] : stageDiff(render(from), render(context.position.stage.name)).split("\n");
    const packet = canonicalJson(rehearsalPacket(context, { from, diff }));
    const out = text(options, "out");
    if (out === undefined) io.stdout(packet);
    else write(resolve(io.cwd, out), packet);
    return 0;
  },
};

function write(path: string, packet: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, packet);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new UserError(`Cannot write the packet to ${path}: ${code}`, { cause: error, hint: "name another file with --out" });
  }
}
