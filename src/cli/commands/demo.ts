import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UserError } from "../../base/user-error.ts";
import { compile } from "../../compile/compile.ts";
import { packageRoot } from "../../project/package-root.ts";
import { packageVersion } from "../../project/package-version.ts";
import { readProject } from "../../project/read-project.ts";
import { writeFolder } from "../../project/write-folder.ts";
import type { ForgeOptions } from "../../sandbox/forge/forge-options.ts";
import type { Command, Io } from "../command.ts";
import { heading } from "../demo/heading.ts";
import { showRamp, showRegression } from "../demo/show-ramp.ts";
import { paint } from "../../base/paint.ts";
import { table } from "../table.ts";

const shown = { rollout: "mcp-gateway-rust", environment: "production" } as const;
const slip = { file: `rollouts/${shown.rollout}.ts`, right: '"error-rate"', wrong: '"eror-rate"' } as const;

/** Shows the main job on the rollouts that come with the package, in a scratch copy. */
export const demoCommand: Command = {
  usage: "rampart demo",
  summary: "compile the rollouts that come with Rampart, then ramp one by pull requests in a sandbox",
  options: {},
  positionals: 0,
  async run(_positionals, _options, io) {
    await showDemo(io);
    return 0;
  },
};

/** Shows it all, part after part; with settings of the forge beside those of the demo. */
export async function showDemo(io: Io, forge: Partial<ForgeOptions> = {}): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "rampart-demo-"));
  const from = fileURLToPath(packageRoot);
  try {
    for (const folder of ["rollouts", "environments"]) cpSync(join(from, folder), join(scratch, folder), { recursive: true });
    await showCompile(scratch, io);
    await showRamp({ folder: scratch, from, io, forge });
    await showRegression({ folder: scratch, from, io, forge });
    await showMistake(scratch, io);
    showNext(io);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
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

async function showMistake(root: string, io: Io): Promise<void> {
  const { dim, red } = paint(io.color);
  heading(io, 5, "A slip of the keyboard: a stage names a gate that is not there");
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
  heading(io, 6, "Try next");
  const commands = [
    ["rampart plan koan-http-sse production", "another ladder"],
    ["rampart compile --check", "is dist/ what the definitions compile to?"],
    ["rampart explain dist/production/mcp-gateway-rust/rules.yaml", "where does a file come from?"],
    ["rampart compile --all-stages review", "every stage of every ladder, side by side"],
    ["rampart sandbox --rollout mcp-gateway-rust", "the same forge and Prometheus, to take steps by hand"],
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
