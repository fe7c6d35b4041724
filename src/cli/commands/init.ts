import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { paint } from "../../base/paint.ts";
import { UserError } from "../../base/user-error.ts";
import { listFiles } from "../../project/folder-files.ts";
import { packageRoot } from "../../project/package-root.ts";
import type { Command } from "../command.ts";

/** Each file of a new project, and what is in it. */
function planned(): readonly (readonly [to: string, content: string])[] {
  const root = fileURLToPath(packageRoot);
  const below = (folder: string, to: string) =>
    listFiles(join(root, folder)).map(
      (path) => [to === "" ? path : `${to}/${path}`, readFileSync(join(root, folder, path), "utf8")] as const,
    );
  return [
    ...below("examples/starter", ""),
    // A package cannot carry a file of this name.
    [".gitignore", "node_modules/\n"],
    ...below("policies", "policies"),
    ...below("examples/github-actions", ".github/workflows"),
  ];
}

/** Whether definitions in a folder find Rampart as an installed package. */
function findsRampart(folder: string): boolean {
  const above = dirname(folder);
  return existsSync(join(folder, "node_modules/rampart/package.json")) || (above !== folder && findsRampart(above));
}

/** Begins a project: a rollout, an environment, the default policies and two workflows. Nothing that is there is touched. */
export const initCommand: Command = {
  usage: "rampart init [folder]",
  summary: "begin a project: a rollout, an environment, the default policies, workflows for GitHub",
  options: {},
  positionals: 1,
  async run([folder], _options, io) {
    const target = resolve(io.cwd, folder ?? ".");
    const files = planned();
    const taken = ["rollouts", "environments"].filter((name) => existsSync(join(target, name)));
    if (taken.length > 0) {
      throw new UserError(`Cannot begin a project in "${target}": it has ${taken.join(" and ")} already`, {
        hint: "name an empty folder, or add rollouts/<rollout>.ts and environments/<environment>.ts by hand",
      });
    }
    const { green, dim } = paint(io.color);
    for (const [to, content] of files) {
      const path = join(target, to);
      if (existsSync(path)) {
        io.stdout(`${dim("kept   ")}  ${to}\n`);
        continue;
      }
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      io.stdout(`${green("created")}  ${to}\n`);
    }
    const here = relative(io.cwd, target);
    io.stdout(
      [
        "",
        "Next:",
        ...(here === "" ? [] : [`  cd ${here}`]),
        ...(findsRampart(target) ? [] : ["  install Rampart as a development dependency: definitions import it"]),
        "  npx rampart compile                   # writes dist/, which is committed",
        "  npx rampart verify                    # what CI asks of a pull request",
        "  npx rampart plan checkout production  # the ladder, and what its gates can tell",
        "  npx rampart sandbox                   # try steps against a forge on this machine",
        "  name the release you use in .github/workflows/verify.yml, which fails until then",
        "",
      ].join("\n"),
    );
    return 0;
  },
};
