import { codeUnitOrder } from "../base/code-unit-order.ts";
import { formatPath } from "../model/problem.ts";
import type { Check, Report, SilenceSubject, StopSubject, ValuePath } from "./check.ts";
import type { Course } from "./course.ts";
import type { Finding, Position } from "./finding.ts";
import { forget, type Folder } from "./folder.ts";
import { isPlainPath } from "./is-plain-path.ts";
import { createPlace, type Place } from "./place.ts";
import type { Oddity } from "../project/oddity.ts";
import type { Standing } from "../project/read-project.ts";
import type { Compiling } from "./compiling.ts";
import type { Change } from "./transition/change.ts";

/** What is judged. What is left out is not judged: without `definitions`, only what files alone can tell. */
export interface Subject {
  readonly folders?: readonly Folder[];
  /** Which of the folders are judged one by one; all when left out. Checks of all folders together see them all. */
  readonly judged?: (folder: Folder) => boolean;
  readonly oddities?: readonly Oddity[];
  /** Texts of the work tree's `schemas/`, by path below it. */
  readonly schemas?: ReadonlyMap<string, string>;
  readonly courses?: readonly Course[];
  readonly stop?: StopSubject | undefined;
  readonly change?: Change | undefined;
  readonly definitions?: Compiling | undefined;
  readonly silences?: readonly SilenceSubject[];
}

/** Looks into files for the position of a report; the disk stays at the edge. */
export interface Places {
  /** Text of a file below the project's root. */
  readonly text: (file: string) => string | undefined;
  /** Where a definition says what stands at a path of its object. */
  readonly locate: (source: string, path: ValuePath) => Position | undefined;
}

/** More findings of one check than a person reads; the rest is counted, not told. */
const mostFindings = 200;

/** Of so few folders, what has been read is kept for whoever asks again. */
const keptFolders = 64;

/** Runs checks over a subject; findings are sorted by file, position and code. */
export function runChecks(checks: readonly Check[], subject: Subject, places: Places): readonly Finding[] {
  const place = createPlace();
  const tallies = new Map(checks.map((check) => [check, createTally(check)]));
  visitFolders(tallies, subject);
  for (const [check, tally] of tallies) tally.add(reportsOf(check, subject));
  return sortFindings([...tallies].flatMap(([check, tally]) => tally.owned().map((owned) => toFinding(check, owned, places, place))));
}

/**
 * Goes from folder to folder with all checks that look at one at a time, and
 * lets go of what it has read of each. What stands there is compiled just
 * before, and judged by the checks of definitions.
 */
function visitFolders(tallies: ReadonlyMap<Check, Tally>, { folders, judged, definitions }: Subject): void {
  if (folders === undefined) return;
  const steps = [...tallies].flatMap(([check, tally]) => {
    const step = stepOf(check, judged);
    return step === undefined ? [] : [{ ...step, tally }];
  });
  const standings = standingsOf(tallies, definitions);
  for (const folder of folders) {
    standings.look(folder);
    for (const { folder: look, tally } of steps) tally.add(look(folder));
    if (folders.length > keptFolders) forget(folder);
  }
  for (const { end, tally } of steps) tally.add(end());
  standings.end();
}

/** How checks of definitions go from standing to standing. */
interface Standings {
  /** Looks at what stands in a folder. */
  look(folder: Folder): void;
  /** Looks at what has no folder, and adds up what was found, in the project's order. */
  end(): void;
}

function standingsOf(tallies: ReadonlyMap<Check, Tally>, definitions: Compiling | undefined): Standings {
  if (definitions === undefined) return { look: () => {}, end: () => {} };
  const { project, compile } = definitions;
  const checks = [...tallies].flatMap(([check, tally]) => (check.scope === "definition" ? [{ check, tally }] : []));
  const waiting = new Map(project.standings.map((standing) => [`${standing.environment}/${standing.rollout}`, standing]));
  const found = new Map<Standing, readonly (readonly Owned[])[]>();
  const visit = (name: string, standing: Standing, folder: Folder | undefined) => {
    waiting.delete(name);
    const context = compile(standing, folder);
    if (context === undefined) return;
    const definition = () => context.definition;
    found.set(
      standing,
      checks.map(({ check }) => [...owned(() => check.check(context), context.definition, definition)]),
    );
  };
  return {
    look: (folder) => {
      const name = `${folder.environment}/${folder.rollout}`;
      const standing = waiting.get(name);
      if (standing !== undefined) visit(name, standing, folder);
    },
    end: () => {
      for (const [name, standing] of waiting) visit(name, standing, undefined);
      for (const [index, { tally }] of checks.entries())
        for (const standing of project.standings) tally.add(found.get(standing)?.[index] ?? []);
    },
  };
}

/** How a check goes from folder to folder; `undefined` for one that does not. */
function stepOf(
  check: Check,
  judged: Subject["judged"],
): { readonly folder: (folder: Folder) => Iterable<Owned>; readonly end: () => Iterable<Owned> } | undefined {
  const definitionOf = (folder: Folder) => () => folder.resource()?.spec.definition;
  if (check.scope === "folder")
    return {
      folder: (folder) => (judged?.(folder) === false ? [] : owned(() => check.check(folder), folder.path, definitionOf(folder))),
      end: () => [],
    };
  const visitor = check.scope === "folders" ? check.visit?.() : undefined;
  return (
    visitor && {
      folder: (folder) => owned(() => visitor.folder(folder), "dist"),
      end: () => owned(() => visitor.end?.() ?? [], "dist"),
    }
  );
}

/** Orders findings by file, position and code. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings
    .map((finding) => ({ finding, key: sortKey(finding) }))
    .toSorted((left, right) => codeUnitOrder(left.key, right.key))
    .map(({ finding }) => finding);
}

interface Owned {
  readonly report: Report;
  /** File of the definition behind the report, if one is known. */
  readonly definition: string | undefined;
}

/** What a check has reported so far. */
interface Tally {
  add(reports: Iterable<Owned>): void;
  owned(): readonly Owned[];
}

/** Keeps as many reports as a person reads. */
function createTally({ code }: Check): Tally {
  const kept: Owned[] = [];
  return {
    add: (reports) => {
      if (kept.length > mostFindings) return;
      for (const report of reports) if (kept.push(report) > mostFindings) break;
    },
    owned: () => {
      const last = kept.at(-1);
      if (kept.length <= mostFindings || last === undefined) return kept;
      const { file } = last.report;
      const message = `There is more than these ${mostFindings - 1} findings of ${code}`;
      return [...kept.slice(0, mostFindings - 1), { ...last, report: { message, hint: "correct these first, and run it again", file } }];
    },
  };
}

function* reportsOf(check: Check, subject: Subject): Generator<Owned> {
  switch (check.scope) {
    case "folder":
    case "definition":
      break;
    case "folders":
      if (subject.folders !== undefined && check.visit === undefined) yield* owned(() => check.check(subject.folders ?? []), "dist");
      break;
    case "disk":
      if (subject.folders !== undefined)
        yield* owned(
          () => check.check({ folders: subject.folders ?? [], oddities: subject.oddities ?? [], schemas: subject.schemas ?? new Map() }),
          "dist",
        );
      break;
    case "course":
      for (const course of subject.courses ?? [])
        yield* owned(
          () => check.check(course),
          course.files.state,
          () => course.folder?.resource()?.spec.definition,
        );
      break;
    case "stop": {
      const { stop } = subject;
      if (stop !== undefined) yield* owned(() => check.check(stop), stop.file);
      break;
    }
    case "project": {
      const { definitions } = subject;
      if (definitions !== undefined)
        yield* owned(
          () => check.check({ project: definitions.project, folders: subject.folders ?? [], trees: definitions.trees() }),
          "rollouts",
        );
      break;
    }
    case "transition":
      for (const transition of subject.change?.transitions ?? [])
        yield* owned(
          () => check.check(transition),
          transition.ownPrefix.state,
          () => transition.after.resource?.spec.definition,
        );
      break;
    case "change": {
      const { change } = subject;
      if (change !== undefined) yield* owned(() => check.check(change), ".");
      break;
    }
    case "silence":
      for (const silence of subject.silences ?? [])
        yield* owned(
          () => check.check(silence),
          silence.folder.path,
          () => silence.folder.resource()?.spec.definition,
        );
      break;
  }
}

/** A check that breaks has found nothing out, and must not pass for one that found nothing. */
function* owned(run: () => Iterable<Report>, file: string, definition: () => string | undefined = () => undefined): Generator<Owned> {
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

function toFinding({ code, severity }: Check, { report, definition }: Owned, places: Places, place: Place): Finding {
  const position = positionOf(report, places, place);
  const source =
    report.definition === undefined || definition === undefined || !isDefinition(definition)
      ? undefined
      : { file: definition, path: formatPath(report.definition), at: definitionPosition(definition, report.definition, places) };
  return {
    code,
    severity: report.severity ?? severity,
    message: report.message,
    ...(report.hint === undefined ? {} : { hint: report.hint }),
    file: report.file,
    ...(position === undefined ? {} : { position }),
    ...(source === undefined
      ? {}
      : { definition: { file: source.file, path: source.path, ...(source.at === undefined ? {} : { position: source.at }) } }),
  };
}

/** Committed data names its definition; only a definition is looked into. */
function isDefinition(file: string): boolean {
  return isPlainPath(file) && file.startsWith("rollouts/") && file.endsWith(".ts");
}

function positionOf({ file, path, document, line }: Report, places: Places, place: Place): Position | undefined {
  if (line !== undefined) return { line, column: 1 };
  const text = path === undefined ? undefined : places.text(file);
  if (text === undefined || path === undefined) return undefined;
  return file.endsWith(".ts") ? places.locate(text, path) : place(text, path, document);
}

function definitionPosition(file: string, path: ValuePath, places: Places): Position | undefined {
  const source = places.text(file);
  return source === undefined ? undefined : places.locate(source, path);
}

function sortKey({ file, position, code, message }: Finding): string {
  const number = (value: number | undefined) => String(value ?? 0).padStart(7, "0");
  return [file, number(position?.line), number(position?.column), code, message].join("\0");
}
