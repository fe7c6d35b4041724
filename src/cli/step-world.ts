import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { UserError } from "../base/user-error.ts";
import { createStandingContext } from "../compile/compile.ts";
import type { Context } from "../compile/context.ts";
import { judgeStage } from "../evidence/judge/judge-stage.ts";
import { environmentSource } from "../evidence/prometheus/environment-source.ts";
import type { Forge } from "../forge/forge.ts";
import { packageVersion } from "../project/package-version.ts";
import { readProject, type Project, type Standing } from "../project/read-project.ts";
import { readCheckout } from "../step/checkout.ts";
import type { StepRun } from "../step/step-run.ts";
import { readCommitted } from "../verify/read-committed.ts";
import { text, type Io, type Option, type Options } from "./command.ts";
import { projectRoot, rootOption } from "./project-root.ts";
import { secretFile } from "./secret-file.ts";
import { stageKnowledge } from "./stage-knowledge.ts";
import { openForge } from "./open-forge.ts";

/** Options that every command with a forge takes. */
export const forgeOptions = {
  repository: { type: "string", help: "owner/name, where the remote `origin` does not tell it" },
  "api-url": { type: "string", help: "root of the forge's REST API (https://github.example.com/api/v3)" },
  base: { type: "string", help: "branch that steps go into; else the repository's default" },
  prometheus: { type: "string", help: "ask this address of this machine instead of the environment's, without credentials" },
  operator: { type: "string", help: "whom the ledger names; else whoever the token belongs to" },
  "dry-run": { type: "boolean", help: "tell the decision, the files and the requests; write nothing" },
  json: { type: "boolean", help: "print it as JSON" },
  root: rootOption,
} as const satisfies Readonly<Record<string, Option>>;

/** A project with everything its steps need of the world. */
export interface StepWorld {
  readonly project: Project;
  readonly run: StepRun;
  readonly forge: Forge;
}

/** Reads the project and connects with the forge. Nothing is asked yet. */
export async function openStepWorld(options: Options, io: Io): Promise<StepWorld> {
  const root = projectRoot(options, io);
  const checkout = readCheckout(root);
  const project = await readProject(root);
  const forge = openForge(root, options, io);
  const run: StepRun = {
    forge,
    project,
    committed: readCommitted(root, new Date()),
    checkout,
    compiler: { version: packageVersion() },
    judge: judgeOf({ root, prometheus: text(options, "prometheus"), io }),
    wait: waitFor(forge, io),
    codeowners: readCodeowners(root, checkout.prefix),
    operator: text(options, "operator"),
    base: text(options, "base"),
    dryRun: options["dry-run"] === true,
    reopen: options["reopen"] === true,
  };
  return { project, run, forge };
}

/**
 * Waits for longer than a run that is at work takes from one write to the next:
 * at github.com these are a second apart at least.
 */
function waitFor({ address }: Forge, { sleep = (milliseconds) => passed(milliseconds) }: Io): StepRun["wait"] {
  const least = new URL(address).hostname === "github.com" ? 4000 : 2000;
  return () => sleep(least * (1 + Math.random()));
}

/** What judging needs of the world. */
export interface JudgeInput {
  readonly root: string;
  readonly prometheus: string | undefined;
  readonly io: Io;
}

/** Judges stages by the Prometheus of their environment, receipts, confirmations, and Git. */
export function judgeOf({ root, prometheus, io }: JudgeInput): StepRun["judge"] {
  const secrets = { variable: (name: string) => io.env?.(name), file: secretFile(root) };
  return (context, at) =>
    judgeStage(environmentSource(context.environment, secrets, prometheus), context, stageKnowledge(root, context, { at }));
}

/** Where a rollout stands, by names. Throws a {@link UserError} with what there is. */
export function standingNamed(project: Project, rollout: string, environment: string): Standing {
  const found = project.standings.find((one) => one.rollout === rollout && one.environment === environment);
  if (found !== undefined) return found;
  const known = project.standings.map((one) => `${one.rollout} ${one.environment}`);
  throw new UserError(`Cannot find "${rollout}" in "${environment}"`, { hint: `use one of: ${known.join(", ")}` });
}

/** The context of where a rollout stands. */
export function contextOf(project: Project, standing: Standing): Context {
  return createStandingContext(project, standing, standing.stage);
}

/** @see https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#codeowners-file-location */
function readCodeowners(root: string, prefix: string): string | undefined {
  const top = prefix === "" ? root : resolve(root, ...prefix.split("/").flatMap((name) => (name === "" ? [] : [".."])));
  const file = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"].find((path) => existsSync(join(top, path)));
  return file === undefined ? undefined : readFileSync(join(top, file), "utf8");
}
