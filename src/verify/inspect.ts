import type { RolloutResource } from "../model/rollout-resource.ts";
import type { Oddity } from "../project/oddity.ts";
import type { Standing } from "../project/read-project.ts";
import type { Check, Report } from "./check.ts";
import type { Compiling } from "./compiling.ts";
import type { Finding } from "./finding.ts";
import type { Folder } from "./folder.ts";

/** A folder of `dist/`, what stands there by the definitions, or both. */
export interface Site {
  readonly folder: Folder | undefined;
  readonly standing: Standing | undefined;
}

/** What a check says, and the definition behind it. */
export interface Owned {
  readonly report: Report;
  /** File of the definition, if one is known. */
  readonly definition: string | undefined;
}

/** All that can be told of a site by itself. Plain data, so that another thread can find it out. */
export interface Inspection {
  /** What checks report, by their place in the list. */
  readonly reports: ReadonlyMap<number, readonly Owned[]>;
  /** What checks of all folders have looked up, by their place in the list. */
  readonly facts: ReadonlyMap<number, unknown>;
  readonly resource: RolloutResource | undefined;
  /** What of the folder's files could not be read. */
  readonly oddities: readonly Oddity[];
  /** Why what stands there could not be compiled. */
  readonly invalid: readonly Finding[];
}

/** How sites are inspected. */
export interface Inspecting {
  /** Which of the folders are judged one by one; all when left out. Checks of all folders together look at them all. */
  readonly judged?: ((folder: Folder) => boolean) | undefined;
  /** Compiles what stands at a site; without it, only files are judged. */
  readonly compile?: Compiling["compile"] | undefined;
}

/** More findings of one check than a person reads; the rest is counted, not told. */
export const mostFindings = 200;

/**
 * All sites: each folder with what stands there, and then what has no folder.
 * They are inspected in any order, and added up in this one.
 */
export function sitesOf(folders: readonly Folder[], standings: readonly Standing[] = []): readonly Site[] {
  const waiting = new Map(standings.map((standing) => [`${standing.environment}/${standing.rollout}`, standing]));
  const sites = folders.map((folder): Site => {
    const name = `${folder.environment}/${folder.rollout}`;
    const standing = waiting.get(name);
    waiting.delete(name);
    return { folder, standing };
  });
  return [...sites, ...[...waiting.values()].map((standing) => ({ folder: undefined, standing }))];
}

/**
 * Gets ready to inspect one site after the other, in the order of the list or
 * part of it, with all checks that look at one at a time.
 */
export function createInspector(checks: readonly Check[]): (site: Site, how: Inspecting) => Inspection {
  const told = checks.map(() => 0);
  const [ofDefinitions, ofFolders] = [checks.map(definitionPart), checks.map(folderPart)];
  return ({ folder, standing }, { judged, compile }) => {
    const reports = new Map<number, readonly Owned[]>();
    const facts = new Map<number, unknown>();
    const add = (index: number, owned: Iterable<Owned>) => {
      const kept = [...firstOf(owned, mostFindings + 1 - (told[index] ?? 0))];
      if (kept.length === 0) return;
      told[index] = (told[index] ?? 0) + kept.length;
      reports.set(index, [...(reports.get(index) ?? []), ...kept]);
    };
    const compiled = standing === undefined ? undefined : compile?.(standing, folder);
    if (compiled !== undefined) for (const [index, part] of ofDefinitions.entries()) add(index, part(compiled, folder));
    if (folder !== undefined) {
      for (const [index, part] of ofFolders.entries()) {
        const { fact, owned } = part(folder, judged?.(folder) !== false);
        if (fact !== undefined) facts.set(index, fact.value);
        add(index, owned);
      }
    }
    return { reports, facts, resource: folder?.resource(), oddities: folder?.oddities() ?? [], invalid: compiled?.invalid ?? [] };
  };
}

type Compiled = ReturnType<Compiling["compile"]>;

/** What a check says of what a definition compiles to. */
function definitionPart(check: Check): (compiled: Compiled, folder: Folder | undefined) => Iterable<Owned> {
  if (check.scope === "definition")
    return ({ context }) =>
      context === undefined
        ? []
        : owned(
            () => check.check(context),
            context.definition,
            () => context.definition,
          );
  if (check.scope === "project" && check.compiled !== undefined)
    return ({ context, tree }, folder) =>
      context === undefined || tree === undefined ? [] : owned(() => check.compiled?.({ context, tree, folder }) ?? [], "rollouts");
  return () => [];
}

interface FolderPart {
  readonly fact?: { readonly value: unknown };
  readonly owned: Iterable<Owned>;
}

const nothing: FolderPart = { owned: [] };

/** What a check says of a folder, or looks up there. */
function folderPart(check: Check): (folder: Folder, judged: boolean) => FolderPart {
  switch (check.scope) {
    case "folder":
      return (folder, judged) =>
        judged
          ? {
              owned: owned(
                () => check.check(folder),
                folder.path,
                () => folder.resource()?.spec.definition,
              ),
            }
          : nothing;
    case "disk":
      return (folder) => (check.folder === undefined ? nothing : { owned: owned(() => check.folder?.(folder) ?? [], "dist") });
    case "folders":
      return (folder) => (check.folding === undefined ? nothing : lookedUp(() => check.folding?.look(folder)));
    default:
      return () => nothing;
  }
}

function lookedUp(look: () => unknown): FolderPart {
  let fact: { readonly value: unknown } | undefined;
  const reports = [
    ...owned(() => {
      fact = { value: look() };
      return [];
    }, "dist"),
  ];
  return fact === undefined ? { owned: reports } : { fact, owned: reports };
}

function* firstOf<Value>(values: Iterable<Value>, most: number): Generator<Value> {
  let left = most;
  if (left <= 0) return;
  for (const value of values) {
    yield value;
    if ((left -= 1) <= 0) return;
  }
}

/** A check that breaks has found nothing out, and must not pass for one that found nothing. */
export function* owned(
  run: () => Iterable<Report>,
  file: string,
  definition: () => string | undefined = () => undefined,
): Generator<Owned> {
  try {
    for (const report of run()) yield { report, definition: definition() };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    yield {
      report: {
        message: `The check broke and says nothing of this: ${reason}`,
        hint: "if the files are sound, it is a defect of the check: report it",
        file,
        severity: "error",
      },
      definition: undefined,
    };
  }
}
