import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UserError } from "../../base/user-error.ts";
import { compile, createStandingContext, selectStandings, type Tree } from "../../compile/compile.ts";
import { plan } from "../../compile/plan.ts";
import { packageRoot } from "../../project/package-root.ts";
import { packageVersion } from "../../project/package-version.ts";
import { readProject } from "../../project/read-project.ts";
import { writeFolder } from "../../project/write-folder.ts";
import type { Command, Io } from "../command.ts";
import { paint } from "../../base/paint.ts";
import { table } from "../table.ts";
import { paintDiff, stageDiff } from "../tree-diff.ts";
import { ladder } from "./plan.ts";

const shown = { rollout: "mcp-gateway-rust", environment: "production", from: "canary-5", to: "canary-10" } as const;
const slip = { file: `rollouts/${shown.rollout}.ts`, right: '"error-rate"', wrong: '"eror-rate"' } as const;

/** Shows the main job on the rollouts that come with the package, in a scratch copy. */
export const demoCommand: Command = {
  usage: "rampart demo",
  summary: "compile the rollouts that come with Rampart in a scratch copy, and look around",
  options: {},
  positionals: 0,
  async run(_positionals, _options, io) {
    const scratch = mkdtempSync(join(tmpdir(), "rampart-demo-"));
    try {
      for (const folder of ["rollouts", "environments"])
        cpSync(join(fileURLToPath(packageRoot), folder), join(scratch, folder), { recursive: true });
      await showCompile(scratch, io);
      await showLadder(scratch, io);
      await showStep(scratch, io);
      await showMistake(scratch, io);
      showNext(io);
      return 0;
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};

function heading(io: Io, number: number, title: string): void {
  const { bold, cyan } = paint(io.color);
  io.stdout(`\n${cyan(`${number}.`)} ${bold(title)}\n\n`);
}

async function showCompile(root: string, io: Io): Promise<void> {
  const { dim } = paint(io.color);
  const project = await readProject(root);
  heading(io, 1, `${project.rollouts.size} typed rollouts become everything a gradual rollout needs`);
  const started = performance.now();
  const trees = compile(project, { version: packageVersion() });
  for (const tree of trees) writeFolder(join(root, "dist"), `${tree.environment}/${tree.rollout}`, tree.artifacts);
  const took = Math.round(performance.now() - started);
  const files = trees.reduce((sum, { artifacts }) => sum + artifacts.length, 0);
  const rows = trees.map(({ environment, rollout, stage, artifacts }) => [
    `  dist/${environment}/${rollout}/`,
    dim("at"),
    stage,
    dim(`${artifacts.length} files`),
  ]);
  io.stdout(`${table(rows)}\n\n  ${files} files of ${trees.length} trees, rendered and written in ${took} ms. One of them:\n\n`);
  const tree = trees.find(({ environment, rollout }) => environment === shown.environment && rollout === shown.rollout);
  for (const { path, content } of tree?.artifacts ?? [])
    io.stdout(`  ${path.padEnd(34)} ${dim(`${content.split("\n").length - 1} lines`)}\n`);
}

async function showLadder(root: string, io: Io): Promise<void> {
  heading(io, 2, "A ladder: what each stage moves, and what must pass to leave it");
  const project = await readProject(root);
  const [standing] = selectStandings(project, { rollouts: [shown.rollout], environments: [shown.environment] });
  if (standing === undefined) throw new RangeError("Cannot show the demo: its rollout is not there");
  const context = createStandingContext(project, standing, standing.stage);
  io.stdout(`${indent(ladder(context.rollout.title, shown.environment, plan(context), paint(io.color)))}\n`);
}

async function showStep(root: string, io: Io): Promise<void> {
  heading(io, 3, `The whole difference between stage ${shown.from} and stage ${shown.to}`);
  const project = await readProject(root);
  const at = (stage: string): Tree["artifacts"] =>
    compile(project, { version: packageVersion() }, { rollouts: [shown.rollout], environments: [shown.environment], stage }).flatMap(
      ({ artifacts }) => artifacts,
    );
  io.stdout(`${indent(paintDiff(stageDiff(at(shown.from), at(shown.to)), paint(io.color)))}\n`);
}

async function showMistake(root: string, io: Io): Promise<void> {
  const { dim, red } = paint(io.color);
  heading(io, 4, "A slip of the keyboard: a stage names a gate that is not there");
  const path = join(root, slip.file);
  const source = readFileSync(path, "utf8");
  const ladders = source.indexOf("ladders:");
  writeFileSync(path, source.slice(0, ladders) + source.slice(ladders).replace(slip.right, slip.wrong));
  try {
    await readProject(root);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    io.stdout(
      `${indent(`${red("error")} ${error.message}`)}\n\n  ${dim("Nothing was written. An editor marks the same line before it is saved.")}\n`,
    );
    return;
  }
  throw new RangeError("Cannot show the demo: the broken definition was accepted");
}

function showNext(io: Io): void {
  const { dim } = paint(io.color);
  heading(io, 5, "Try next");
  const commands = [
    ["rampart plan koan-http-sse production", "another ladder"],
    ["rampart compile --check", "is dist/ what the definitions compile to?"],
    ["rampart explain dist/production/mcp-gateway-rust/rules.yaml", "where does a file come from?"],
    ["rampart compile --all-stages review", "every stage of every ladder, side by side"],
    ["less dist/production/mcp-gateway-rust/RUNBOOK.md", "what on-call reads"],
  ];
  io.stdout(`${table(commands.map(([command = "", why = ""]) => [`  npx ${command}`.replace("npx less", "less"), dim(why)]))}\n\n`);
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? line : `  ${line}`))
    .join("\n");
}
