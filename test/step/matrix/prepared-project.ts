import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gitAs } from "../../../src/cli/sandbox/git-as.ts";
import { prepareProject } from "../../../src/cli/sandbox/prepare-project.ts";
import { readProject, type Project } from "../../../src/project/read-project.ts";
import { readCheckout, type Checkout } from "../../../src/step/checkout.ts";
import { readCommitted, type Committed } from "../../../src/verify/read-committed.ts";

/** Thursday in working hours of the environment. */
export const start = Date.parse("2026-03-05T09:00:00Z") / 1000;
/** When the rollout came to `canary-5`. */
export const since = start - 2 * 86_400;
export const where = { rollout: "checkout", environment: "production" } as const;

/** A commit as it was cloned, and what a run reads of it. Nobody writes there, so all tries share it. */
export interface Clone {
  readonly root: string;
  readonly checkout: Checkout;
  readonly project: Project;
  /** `now` in Unix seconds. */
  readonly committed: (now: number) => Committed;
}

/** A small project at `canary-5`. */
export interface PreparedProject {
  readonly folder: string;
  /** The bare repository that each try begins with. Objects are named for what they hold, so all tries share these. */
  readonly bare: string;
  /** The first commit. */
  readonly begin: string;
  /** A clone that stands at a commit. */
  readonly at: (commit: string) => Promise<Clone>;
}

const source = new URL("../../..", import.meta.url).pathname;

/** What the starter's project is changed to. */
export interface ProjectChoice {
  /** Who merges. */
  readonly merge: "person" | "rampart" | "forge";
  /** Whether somebody must say yes before `canary-5` is left. */
  readonly signOff?: boolean;
}

/** Makes it once. */
export async function prepareOnce({ merge, signOff = false }: ProjectChoice): Promise<PreparedProject> {
  const folder = mkdtempSync(join(tmpdir(), "rampart-matrix-"));
  const from = join(folder, "from");
  cpSync(join(source, "examples/starter"), from, { recursive: true });
  cpSync(join(source, "policies"), join(from, "policies"), { recursive: true });
  changed(join(from, "environments/production.ts"), "approvals: { advance: 2, rollback: 1 },", `$&\n  merge: { by: "${merge}" },`);
  if (signOff) {
    const rollout = join(from, "rollouts/checkout.ts");
    changed(rollout, "  gates: {\n", '$&    "sign-off": { kind: "approval", title: "Somebody says yes", by: ["payments"] },\n');
    changed(rollout, 'gates: ["errors",', 'gates: ["sign-off", "errors",');
  }
  const root = join(folder, "root");
  mkdirSync(root);
  await prepareProject({ from, to: root, beginnings: [{ ...where, stage: "canary-5" }], at: since });
  const as = { name: "ada", at: start - 3600 };
  await gitAs(as, root, ["init", "--quiet"]);
  await gitAs(as, root, ["add", "--all"]);
  await gitAs(as, root, ["commit", "--quiet", "--message", "Begin"]);
  const bare = join(folder, "bare.git");
  await gitAs(as, folder, ["init", "--quiet", "--bare", "--template=", bare]);
  // What is loose is read without starting Git.
  await gitAs(as, bare, ["-c", "fetch.unpackLimit=100000", "fetch", "--quiet", root, "main:main"]);
  const begin = (await gitAs(as, root, ["rev-parse", "HEAD"])).trim();
  const clones = new Map<string, Promise<Clone>>();
  return {
    folder,
    bare,
    begin,
    at: (commit) => {
      const clone = clones.get(commit) ?? cloneAt(folder, bare, commit);
      clones.set(commit, clone);
      return clone;
    },
  };
}

/** Removes it. */
export function dropProject({ folder }: PreparedProject): void {
  rmSync(folder, { recursive: true, force: true });
}

async function cloneAt(folder: string, bare: string, commit: string): Promise<Clone> {
  const as = { name: "ada", at: start };
  const root = mkdtempSync(join(folder, "clone-"));
  await gitAs(as, folder, ["init", "--quiet", "--template=", root]);
  mkdirSync(join(root, ".git/objects/info"), { recursive: true });
  writeFileSync(join(root, ".git/objects/info/alternates"), `${bare}/objects\n`);
  await gitAs(as, root, ["checkout", "--quiet", "--detach", commit]);
  const read = new Map<number, Committed>();
  return {
    root,
    checkout: readCheckout(root),
    project: await readProject(root),
    committed: (now) => {
      const committed = read.get(now) ?? readCommitted(root, new Date(now * 1000));
      read.set(now, committed);
      return committed;
    },
  };
}

function changed(file: string, needed: string, by: string): void {
  const text = readFileSync(file, "utf8");
  if (!text.includes(needed)) throw new Error(`${file} has changed: it lacks ${needed}`);
  writeFileSync(file, text.replace(needed, by));
}
