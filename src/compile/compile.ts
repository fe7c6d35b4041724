import { codeUnitOrder } from "../base/code-unit-order.ts";
import { rememberingFor } from "../base/remembering.ts";
import { UserError } from "../base/user-error.ts";
import type { Project, Standing } from "../project/read-project.ts";
import type { Artifact } from "./artifact.ts";
import { closureProblems } from "./closure/closure-problems.ts";
import type { Rendered } from "./closure/rendered.ts";
import { createContext, type Context } from "./context.ts";
import { kustomization } from "./generators/kustomization.ts";
import { builtIn } from "./generators/index.ts";
import type { Generator } from "./generator.ts";
import { lockOf, type Generated } from "./lock.ts";
import { ownGenerators } from "./own-generators.ts";

/** Everything that is rendered for a rollout in an environment at one stage. */
export interface Tree {
  readonly environment: string;
  readonly rollout: string;
  readonly stage: string;
  /** Files by path, sorted; the lock is one of them. */
  readonly artifacts: readonly Artifact[];
}

/** What to render instead of everything at its recorded stage. */
export interface Selection {
  readonly rollouts?: readonly string[];
  readonly environments?: readonly string[];
  /** Render at this stage instead of the recorded one. */
  readonly stage?: string;
}

/** What compiling needs to know of this package. */
export interface Compiler {
  /** Version that is written into locks. */
  readonly version: string;
}

/** Renders a project, or a selection of it, at the recorded stages. Pure; throws a {@link UserError} for what cannot be rendered. */
export function compile(project: Project, { version }: Compiler, selection: Selection = {}): readonly Tree[] {
  const generators = [...builtIn, ...ownGenerators(project.config)];
  return selectStandings(project, selection).map((standing) =>
    render(createStandingContext(project, standing, selection.stage ?? standing.stage), generators, version),
  );
}

/** Renders every stage of every ladder, for review and for tests. */
export function compileAllStages(project: Project, { version }: Compiler, selection: Selection = {}): readonly Tree[] {
  const generators = [...builtIn, ...ownGenerators(project.config)];
  return selectStandings(project, selection).flatMap((standing) =>
    stagesOf(project, standing).map((stage) => render(createStandingContext(project, standing, stage), generators, version)),
  );
}

/** Renders a context. `read` may answer with what these very files were read as before; without an answer they are read. */
export type Renderer = (context: Context, read?: (files: readonly Artifact[]) => Rendered | undefined) => Tree;

/** What {@link compile} does with one context, for callers that make contexts themselves. */
export function createRenderer(project: Project, { version }: Compiler): Renderer {
  const generators = [...builtIn, ...ownGenerators(project.config)];
  return (context, read) => render(context, generators, version, read);
}

/** Names of the stages of a standing's ladder, in order. */
export function stagesOf(project: Project, { rollout, environment }: Standing): readonly string[] {
  return project.rollouts.get(rollout)?.value.ladders[environment]?.stages.map(({ name }) => name) ?? [];
}

/** The context of a rollout in an environment at a stage. */
export function createStandingContext(project: Project, standing: Standing, stage: string): Context {
  const rollout = project.rollouts.get(standing.rollout);
  const environment = project.environments.get(standing.environment);
  const ladder = rollout?.value.ladders[standing.environment];
  if (rollout === undefined || environment === undefined || ladder === undefined) {
    throw new RangeError(`Cannot render "${standing.rollout}" in "${standing.environment}": the project has no such ladder`);
  }
  return createContext({
    rollout: rollout.value,
    environment: environment.value,
    ladder,
    stage,
    ledger: standing.ledger,
    definition: rollout.file,
    template: templateOf(project),
  });
}

/** Texts of a project's templates by name: one function for all its contexts, so that what is made of them is made once. */
const templateOf = rememberingFor(({ templates }: Project) => (name: string): string => {
  const text = templates.get(name);
  if (text === undefined) throw new UserError(`Cannot find template "${name}"`, { hint: `add templates/${name}.hbs` });
  return text;
});

/** The standings a selection names. Throws a {@link UserError} with the known names for an unknown one. */
export function selectStandings(project: Project, { rollouts, environments, stage }: Selection): readonly Standing[] {
  for (const name of rollouts ?? []) {
    if (!project.rollouts.has(name)) throw unknown("rollout", name, project.rollouts.keys());
  }
  for (const name of environments ?? []) {
    if (!project.environments.has(name)) throw unknown("environment", name, project.environments.keys());
  }
  const standings = project.standings.filter(
    (standing) => (rollouts?.includes(standing.rollout) ?? true) && (environments?.includes(standing.environment) ?? true),
  );
  if (stage === undefined) return standings;
  const known = standings.filter((standing) => stagesOf(project, standing).includes(stage));
  if (known.length === 0) throw unknown("stage", stage, new Set(standings.flatMap((standing) => stagesOf(project, standing))));
  return known;
}

function unknown(kind: string, name: string, known: Iterable<string>): UserError {
  return new UserError(`Cannot find ${kind} "${name}"`, { hint: `use one of ${[...known].join(", ")}` });
}

function render(context: Context, generators: readonly Generator[], version: string, read?: Parameters<Renderer>[1]): Tree {
  const { rollout, environment, position } = context;
  const generated = generators
    .filter((generator) => generator.applies(context))
    .flatMap((generator) => generator.generate(context).map((artifact): Generated => ({ ...artifact, generator: generator.id })));
  const all: readonly Generated[] = [
    ...generated,
    {
      ...kustomization(
        generated.map(({ path }) => path),
        context,
      ),
      generator: "kustomization",
    },
  ].toSorted((left, right) => codeUnitOrder(left.path, right.path));
  assertPaths(context, all);
  const problems = closureProblems(context, all, read?.(all));
  if (problems.length > 0) {
    throw new UserError(
      [
        `Cannot compile "${rollout.name}" for "${environment.name}" at stage "${position.stage.name}": its files do not agree`,
        ...problems.map((problem) => `  - ${problem}`),
      ].join("\n"),
      { hint: `correct ${context.definition}, or the generator that wrote the file` },
    );
  }
  const head = { rampart: version, definition: context.definition, environment: environment.name, rollout: rollout.name };
  return {
    environment: environment.name,
    rollout: rollout.name,
    stage: position.stage.name,
    artifacts: [...all.map(({ path, content }) => ({ path, content })), lockOf(head, all)],
  };
}

/** No generator may write outside its folder, over another's file, or anything but text with LF. */
function assertPaths({ rollout }: Context, generated: readonly Generated[]): void {
  const writers = new Map<string, string>();
  for (const { path, content, generator } of generated) {
    const fault = pathFault(path) ?? (content.includes("\r") ? "has carriage returns: expected LF line ends" : undefined);
    if (fault !== undefined) throw new UserError(`Cannot write "${path}" of generator "${generator}" for "${rollout.name}": it ${fault}`);
    const other = writers.get(path);
    if (other !== undefined)
      throw new UserError(`Cannot write "${path}" for "${rollout.name}": generators "${other}" and "${generator}" both make it`, {
        hint: "give one of them another path",
      });
    writers.set(path, generator);
  }
}

function pathFault(path: string): string | undefined {
  if (path === "rampart.lock.json") return "is the lock, which the compiler writes itself";
  const folders = path.split("/");
  if (folders.some((name) => !/^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(name)))
    return "is not a plain relative path: expected names of letters, digits, dots, hyphens and underscores";
  return undefined;
}
