import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { paint } from "../../base/paint.ts";
import { UserError } from "../../base/user-error.ts";
import { listFiles } from "../../project/folder-files.ts";
import { packageRoot } from "../../project/package-root.ts";
import type { Command } from "../command.ts";

/** Where each file of a new project comes from, below the package, and where it goes. */
function planned(): readonly (readonly [from: string, to: string])[] {
  const root = fileURLToPath(packageRoot);
  const below = (folder: string, to: string) =>
    listFiles(join(root, folder)).map((path) => [join(root, folder, path), to === "" ? path : `${to}/${path}`] as const);
  return [...below("examples/starter", ""), ...below("policies", "policies"), ...below("examples/github-actions", ".github/workflows")];
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
    for (const [from, to] of files) {
      const path = join(target, to);
      if (existsSync(path)) {
        io.stdout(`${dim("kept   ")}  ${to}\n`);
        continue;
      }
      mkdirSync(dirname(path), { recursive: true });
      copyFileSync(from, path);
      io.stdout(`${green("created")}  ${to}\n`);
    }
    const here = relative(io.cwd, target);
    io.stdout(
      [
        "",
        "Next:",
        ...(here === "" ? [] : [`  cd ${here}`]),
        "  npm install --save-dev rampart     # definitions import it",
        "  npx rampart compile                # writes dist/, which is committed",
        "  npx rampart verify                 # what CI asks of a pull request",
        "  npx rampart plan checkout production",
        "",
      ].join("\n"),
    );
    return 0;
  },
};
