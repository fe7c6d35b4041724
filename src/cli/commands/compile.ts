import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "../../base/user-error.ts";
import type { Selection, Tree } from "../../compile/compile.ts";
import { lockFile } from "../../compile/lock-file.ts";
import { compareFolder, listFiles, type Difference } from "../../project/folder-files.ts";
import type { Project } from "../../project/read-project.ts";
import { fingerprint, isKnownClean, rememberClean } from "../../project/warm-check.ts";
import { withFreshCache } from "../../project/with-fresh-cache.ts";
import { foldersBelow, removeFolder, writeFolder } from "../../project/write-folder.ts";
import { text, type Command, type Io, type Options } from "../command.ts";
import { projectRoot, rootOption } from "../project-root.ts";
import { paint } from "../../base/paint.ts";

/** Renders definitions into `dist/`, or compares `dist/` with what they render to. */
export const compileCommand: Command = {
  usage: "rampart compile [rollout…] [--env E] [--check] [--stage S | --all-stages DIR] [--out DIR] [--json]",
  summary: "render dist/ from the definitions; --check compares and writes nothing",
  options: {
    env: { type: "string", help: "only this environment" },
    check: { type: "boolean", help: "write nothing; exit 1 when a file is missing, changed or stale" },
    stage: { type: "string", help: "render at this stage instead of the recorded one (with --out)" },
    "all-stages": { type: "string", help: "render every stage of every ladder below this folder" },
    out: { type: "string", help: "write there instead of dist/" },
    json: { type: "boolean", help: "tell the outcome as JSON" },
    root: rootOption,
  },
  positionals: Number.POSITIVE_INFINITY,
  async run(rollouts, options, io) {
    const root = projectRoot(options, io);
    const allStages = text(options, "all-stages");
    const stage = text(options, "stage");
    const check = options["check"] === true;
    const json = options["json"] === true;
    const out = resolve(io.cwd, allStages ?? text(options, "out") ?? join(root, "dist"));
    const whole = rollouts.length === 0 && text(options, "env") === undefined && stage === undefined && allStages === undefined;
    if (stage !== undefined && text(options, "out") === undefined && !check) {
      throw new UserError("Cannot render another stage into dist/: it holds the recorded stages", { hint: "add --out DIR" });
    }
    // A pull request can commit files below node_modules: where others are judged, no cache is believed.
    const trusted = io.env?.("CI") === undefined;
    if (check && whole && trusted && isWarm(root, out)) {
      const files = listFiles(out);
      const trees = files.filter((path) => path.endsWith(`/${lockFile}`)).length;
      report({ out, trees, files: files.length, differences: [] }, { check, json }, io);
      return 0;
    }

    const { readProject } = await import("../../project/read-project.ts");
    const { packageVersion } = await import("../../project/package-version.ts");
    // The compiler is loaded while another process bundles the definitions.
    const [project, { compile, compileAllStages }] = await Promise.all([
      trusted ? readProject(root) : withFreshCache((fresh) => readProject(root, fresh)),
      import("../../compile/compile.ts"),
    ]);
    const render = allStages === undefined ? compile : compileAllStages;
    const trees = render(project, { version: packageVersion() }, selectionOf(rollouts, options));
    const folderOf = (tree: Tree) => `${tree.environment}/${tree.rollout}${allStages === undefined ? "" : `/${tree.stage}`}`;
    const differences = [
      ...progress(trees, io, (tree) => (check ? compareFolder : writeFolder)(out, folderOf(tree), tree.artifacts)),
      ...(whole ? strays(out, project, check) : []),
    ];
    const clean = !check || differences.length === 0;
    const print = whole && clean && trusted ? fingerprint(root) : undefined;
    if (print !== undefined) rememberClean(root, out, print);
    const files = trees.reduce((sum, { artifacts }) => sum + artifacts.length, 0);
    report({ out, trees: trees.length, files, differences }, { check, json }, io);
    return clean ? 0 : 1;
  },
};

/** Whether nothing has changed since this machine last compiled the project to exactly this. */
function isWarm(root: string, out: string): boolean {
  const print = fingerprint(root);
  return print !== undefined && isKnownClean(root, out, print);
}

function selectionOf(rollouts: readonly string[], options: Options): Selection {
  const env = text(options, "env");
  const stage = text(options, "stage");
  return {
    ...(rollouts.length === 0 ? {} : { rollouts }),
    ...(env === undefined ? {} : { environments: [env] }),
    ...(stage === undefined ? {} : { stage }),
  };
}

/** Folders and files below `out` that no ladder renders. Folders of ours are removed; anything else is only reported. */
function strays(out: string, project: Project, check: boolean): readonly Difference[] {
  if (!existsSync(out)) return [];
  const wanted = new Set(project.standings.map(({ environment, rollout }) => `${environment}/${rollout}`));
  const folders = foldersBelow(out).flatMap((environment) => foldersBelow(join(out, environment)).map((name) => `${environment}/${name}`));
  const removed = folders
    .filter((folder) => !wanted.has(folder))
    .flatMap((folder) => (!check && existsSync(join(out, folder, lockFile)) ? removeFolder(out, folder) : compareFolder(out, folder, [])));
  const loose = listFiles(out)
    .filter((path) => path.split("/").length < 3)
    .map((path): Difference => ({ path, kind: "stale" }));
  return [...removed, ...loose];
}

function progress(trees: readonly Tree[], io: Io, act: (tree: Tree) => readonly Difference[]): readonly Difference[] {
  return trees.flatMap((tree, index) => {
    if (io.interactive && trees.length > 50) io.stderr(`\r${index + 1}/${trees.length}${index + 1 === trees.length ? "\n" : ""}`);
    return act(tree);
  });
}

interface Outcome {
  readonly out: string;
  readonly trees: number;
  readonly files: number;
  readonly differences: readonly Difference[];
}

function report(
  { out, trees, files, differences }: Outcome,
  { check, json }: { readonly check: boolean; readonly json: boolean },
  io: Io,
): void {
  if (json) {
    io.stdout(`${JSON.stringify({ out, trees, files, clean: differences.length === 0, differences }, null, 2)}\n`);
    return;
  }
  const { green, yellow, red, dim } = paint(io.color);
  const mark = { missing: red("missing"), changed: yellow("changed"), stale: red("stale  ") };
  const verb = { missing: green("created"), changed: yellow("updated"), stale: red("removed") };
  for (const { path, kind } of check ? differences : byFolder(differences)) io.stdout(`${check ? mark[kind] : verb[kind]}  ${path}\n`);
  const size = `${files} files of ${trees} rendered ${trees === 1 ? "tree" : "trees"}`;
  if (differences.length === 0) io.stdout(`${green("clean")}  ${size} are as the definitions compile\n`);
  else if (check)
    io.stdout(`${red("not clean")}  ${differences.length} of ${size} differ ${dim("— run `rampart compile` and commit dist/")}\n`);
  else io.stdout(`${green("done")}  ${differences.length} of ${size} written\n`);
}

/** A folder that is new or gone as one line: nobody reads a list of all its files. */
function byFolder(differences: readonly Difference[]): readonly Difference[] {
  const whole = differences.flatMap(({ path, kind }) =>
    kind !== "changed" && path.endsWith(`/${lockFile}`) ? [{ folder: path.slice(0, -lockFile.length), kind }] : [],
  );
  const told = new Set<string>();
  return differences.flatMap((difference) => {
    const parent = whole.find(({ folder, kind }) => kind === difference.kind && difference.path.startsWith(folder));
    if (parent === undefined) return [difference];
    if (told.has(parent.folder)) return [];
    told.add(parent.folder);
    const count = differences.filter(({ path, kind }) => kind === parent.kind && path.startsWith(parent.folder)).length;
    return count === 1 ? [difference] : [{ path: `${parent.folder} (${count} files)`, kind: parent.kind }];
  });
}
