import { basename, dirname } from "node:path";
import { nearest } from "../base/nearest.ts";
import { UserError } from "../base/user-error.ts";
import { check } from "../model/check.ts";
import { checkRollout } from "../model/check-rollout.ts";
import { Environment } from "../model/environment.ts";
import type { LedgerEntry } from "../model/ledger-entry.ts";
import type { Override } from "../model/override.ts";
import type { Rollout } from "../model/rollout.ts";
import type { State } from "../model/state.ts";
import type { Stop } from "../model/stop.ts";
import { crossChecks } from "./cross-checks.ts";
import { InvalidProject, type FileProblem } from "./invalid-project.ts";
import { loadModules } from "./load-modules.ts";
import { locateProblems } from "./locate-problems.ts";
import { configFile, projectFiles, type ProjectFiles } from "./project-files.ts";
import { readLedger } from "./read-ledger.ts";
import { readOverrides } from "./read-overrides.ts";
import { readState } from "./read-state.ts";
import { readStops } from "./read-stops.ts";
import { readTemplates } from "./read-templates.ts";

/** A definition with the file it comes from, relative to the project's root. */
export interface Defined<Value> {
  readonly value: Value;
  readonly file: string;
}

/** Where a rollout stands in an environment. */
export interface Standing {
  readonly environment: string;
  readonly rollout: string;
  /** Stage by the state file; the ladder's first where there is none. */
  readonly stage: string;
  readonly state: Defined<State> | undefined;
  readonly ledger: readonly LedgerEntry[];
  /** Decisions of people to go on where a rule says no. */
  readonly overrides: readonly Override[];
}

/** A whole project as a value: nothing below reads the disk again. */
export interface Project {
  readonly root: string;
  readonly environments: ReadonlyMap<string, Defined<Environment>>;
  readonly rollouts: ReadonlyMap<string, Defined<Rollout>>;
  /** One for each ladder, by environment, then rollout. */
  readonly standings: readonly Standing[];
  /** What stops the line, in all environments. */
  readonly stops: readonly Stop[];
  /** Default export of `rampart.config.ts`, if there is one. */
  readonly config: unknown;
  /** Templates by name, the project's own before ours. */
  readonly templates: ReadonlyMap<string, string>;
}

/**
 * Reads and checks a project. Throws {@link InvalidProject} with every problem,
 * each with file, path and hint. `fresh` is a folder that only this run fills:
 * with it, no bundle of definitions that an earlier one kept is looked at.
 */
export async function readProject(root: string, fresh?: string): Promise<Project> {
  const files = projectFiles(root);
  if (files.environments.length === 0) {
    throw new UserError("Cannot find an environment: expected environments/<environment>.ts", {
      hint: "add one that exports defineEnvironment({…})",
    });
  }
  const modules = await loadModules(root, [...files.environments, ...files.rollouts, ...files.config], fresh);
  const problems: FileProblem[] = [];
  const environments = definitions(files.environments, modules, (value) => check(Environment, value), problems);
  const rollouts = definitions(files.rollouts, modules, checkRollout, problems);
  if (problems.length === 0) problems.push(...crossChecks(environments, rollouts));
  if (problems.length > 0) throw new InvalidProject(await locateProblems(root, problems));

  const standings = standingsOf(root, environments, rollouts, problems);
  problems.push(...strayRecords(files, environments, rollouts));
  const stops = readStops(root, problems);
  if (problems.length > 0) throw new InvalidProject(await locateProblems(root, problems));
  return {
    root,
    environments,
    rollouts,
    standings,
    stops,
    config: modules.get(configFile),
    templates: readTemplates(root),
  };
}

/** Default export of `rampart.config.ts`, by itself. */
export async function readConfig(root: string, fresh?: string): Promise<unknown> {
  const modules = await loadModules(root, [configFile], fresh);
  return modules.get(configFile);
}

interface Reading<Value> {
  readonly value: Value | undefined;
  readonly problems: readonly { readonly path: string; readonly message: string; readonly hint?: string }[];
}

function definitions<Value extends { readonly name: string }>(
  files: readonly string[],
  modules: ReadonlyMap<string, unknown>,
  read: (value: unknown) => Reading<Value>,
  problems: FileProblem[],
): ReadonlyMap<string, Defined<Value>> {
  const found = new Map<string, Defined<Value>>();
  for (const file of files) {
    const raw = modules.get(file);
    if (raw === undefined) {
      problems.push({
        file,
        path: "",
        message: "has no default export",
        hint: "write `export default defineRollout({…})` or `defineEnvironment({…})`",
      });
      continue;
    }
    const { value, problems: wrong } = read(raw);
    problems.push(...wrong.map((problem) => ({ file, ...problem })));
    if (value === undefined) continue;
    const wanted = basename(file, ".ts");
    const other = found.get(value.name);
    if (value.name !== wanted) {
      problems.push({
        file,
        path: "name",
        message: `is "${value.name}", but the file is named "${wanted}"`,
        hint: `set name: "${wanted}", or rename the file`,
      });
    } else if (other !== undefined) {
      problems.push({
        file,
        path: "name",
        message: `is given twice: ${other.file} has it too`,
        hint: "names are unique across folders; rename one",
      });
    } else {
      found.set(value.name, { value, file });
    }
  }
  return found;
}

function standingsOf(
  root: string,
  environments: ReadonlyMap<string, Defined<Environment>>,
  rollouts: ReadonlyMap<string, Defined<Rollout>>,
  problems: FileProblem[],
): readonly Standing[] {
  const standings: Standing[] = [];
  for (const environment of environments.keys()) {
    for (const { value: rollout } of rollouts.values()) {
      const ladder = rollout.ladders[environment];
      const first = ladder?.stages[0];
      if (ladder === undefined || first === undefined) continue;
      const state = readState(root, environment, rollout.name, problems);
      const stages = ladder.stages.map(({ name }) => name);
      if (state !== undefined && !stages.includes(state.value.stage)) {
        const meant = nearest(state.value.stage, stages);
        problems.push({
          file: state.file,
          path: "stage",
          message: `names stage "${state.value.stage}", which the ladder of "${rollout.name}" in "${environment}" does not have`,
          hint: meant === undefined ? `use one of ${stages.join(", ")}` : `did you mean "${meant}"?`,
        });
      }
      standings.push({
        environment,
        rollout: rollout.name,
        stage: state?.value.stage ?? first.name,
        state,
        ledger: readLedger(root, environment, rollout.name, problems),
        overrides: readOverrides(root, environment, rollout.name, problems),
      });
    }
  }
  return standings;
}

/** States, ledgers, overrides and confirmations of rollouts that are not there. */
function strayRecords(
  { states, ledgers, overrides, confirmations }: ProjectFiles,
  environments: ReadonlyMap<string, unknown>,
  rollouts: ReadonlyMap<string, Defined<Rollout>>,
): readonly FileProblem[] {
  return [...states, ...ledgers, ...overrides, ...confirmations].flatMap((file) => {
    const environment = basename(dirname(file));
    const name = basename(file).replace(/(\.(ledger|confirmations)\.jsonl|(\.overrides)?\.yaml)$/, "");
    if (environments.has(environment) && rollouts.get(name)?.value.ladders[environment] !== undefined) return [];
    const meant = nearest(name, rollouts.keys());
    return [
      {
        file,
        path: "",
        message: `belongs to no rollout: "${name}" has no ladder in "${environment}"`,
        hint: meant === undefined || meant === name ? "remove the file, or add the ladder" : `did you mean "${meant}"?`,
      },
    ];
  });
}
