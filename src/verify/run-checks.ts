import { codeUnitOrder } from "../base/code-unit-order.ts";
import type { Tree } from "../compile/compile.ts";
import { formatPath } from "../model/problem.ts";
import type { Check, Looked, ProjectSubject, Report, SilenceSubject, StopSubject, ValuePath } from "./check.ts";
import type { Course } from "./course.ts";
import type { Finding, Position } from "./finding.ts";
import { forget, tellResource, type Folder } from "./folder.ts";
import { createInspector, mostFindings, owned, sitesOf, type Inspecting, type Inspection, type Owned, type Site } from "./inspect.ts";
import { isPlainPath } from "./is-plain-path.ts";
import { createPlace, type Place } from "./place.ts";
import type { Oddity } from "../project/oddity.ts";
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
  /** What was found out at each site of {@link sitesOf}, where somebody has inspected them before. */
  readonly inspected?: readonly Inspection[];
  readonly silences?: readonly SilenceSubject[];
}

/** Looks into files for the position of a report; the disk stays at the edge. */
export interface Places {
  /** Text of a file below the project's root. */
  readonly text: (file: string) => string | undefined;
  /** Where a definition says what stands at a path of its object. */
  readonly locate: (source: string, path: ValuePath) => Position | undefined;
}

/** Of so few folders, what has been read is kept for whoever asks again. */
const keptFolders = 64;

/** Runs checks over a subject; findings are sorted by file, position and code. */
export function runChecks(checks: readonly Check[], subject: Subject, places: Places): readonly Finding[] {
  const place = createPlace();
  const sites = sitesOf(subject.folders ?? [], subject.definitions?.project.standings);
  const inspected =
    subject.inspected ?? sites.map(inspectHere(checks, sites.length, { judged: subject.judged, compile: subject.definitions?.compile }));
  const oddities = [...(subject.oddities ?? []), ...inspected.flatMap((inspection) => inspection.oddities)];
  return sortFindings(
    checks.flatMap((check, index) => {
      const tally = createTally(check);
      for (const { reports } of inspected) tally.add(reports.get(index) ?? []);
      const looked = sites.flatMap(({ folder }, at) => {
        const facts = inspected[at]?.facts;
        return folder !== undefined && facts?.has(index) === true ? [{ folder, fact: facts.get(index) }] : [];
      });
      tally.add(reportsOf(check, { ...subject, oddities }, looked));
      return tally.owned().map((one) => toFinding(check, one, places, place));
    }),
  );
}

/** Inspects one after the other of so many sites in this thread, and lets go of what was read of each where there are many. */
export function inspectHere(checks: readonly Check[], count: number, how: Inspecting): (site: Site) => Inspection {
  const inspect = createInspector(checks);
  return (site) => (count > keptFolders ? inspectAndForget(inspect, site, how) : inspect(site, how));
}

/** Inspects a site and lets go of what was read of it, but for what was found. */
function inspectAndForget(inspect: ReturnType<typeof createInspector>, site: Site, how: Inspecting): Inspection {
  // A text that was cut from another holds on to it; a copy does not.
  const inspection = structuredClone(inspect(site, how));
  if (site.folder !== undefined) {
    forget(site.folder);
    tellResource(site.folder, inspection.resource);
  }
  return inspection;
}

/** Orders findings by file, position and code. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings
    .map((finding) => ({ finding, key: sortKey(finding) }))
    .toSorted((left, right) => codeUnitOrder(left.key, right.key))
    .map(({ finding }) => finding);
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

/** What a check says once all sites have been inspected. */
function* reportsOf(check: Check, subject: Subject, looked: readonly Looked<unknown>[]): Generator<Owned> {
  switch (check.scope) {
    case "folder":
    case "definition":
      break;
    case "folders":
      if (subject.folders !== undefined)
        yield* owned(() => check.folding?.judge(looked) ?? check.check(subject.folders ?? []), { file: "dist" });
      break;
    case "disk":
      if (subject.folders !== undefined)
        yield* owned(
          () => check.check({ folders: subject.folders ?? [], oddities: subject.oddities ?? [], schemas: subject.schemas ?? new Map() }),
          { file: "dist" },
        );
      break;
    case "course":
      for (const course of subject.courses ?? [])
        yield* owned(() => check.check(course), {
          file: course.files.state,
          definition: () => course.folder?.resource()?.spec.definition,
        });
      break;
    case "stop": {
      const { stop } = subject;
      if (stop !== undefined) yield* owned(() => check.check(stop), { file: stop.file });
      break;
    }
    case "project": {
      const { definitions } = subject;
      if (definitions !== undefined)
        yield* owned(() => check.check(projectSubject(definitions, subject.folders ?? [])), { file: "rollouts" });
      break;
    }
    case "transition":
      for (const transition of subject.change?.transitions ?? [])
        yield* owned(() => check.check(transition), {
          file: transition.ownPrefix.state,
          definition: () => transition.after.resource?.spec.definition,
        });
      break;
    case "change": {
      const { change } = subject;
      if (change !== undefined) yield* owned(() => check.check(change), { file: "." });
      break;
    }
    case "silence":
      for (const silence of subject.silences ?? [])
        yield* owned(() => check.check(silence), {
          file: silence.folder.path,
          definition: () => silence.folder.resource()?.spec.definition,
        });
      break;
  }
}

/** Trees are compiled once more for whoever asks for them: none of our own checks does. */
function projectSubject({ project, compile }: Compiling, folders: readonly Folder[]): ProjectSubject {
  const committed = new Map(folders.map((folder) => [`${folder.environment}/${folder.rollout}`, folder]));
  let trees: readonly Tree[] | undefined;
  return {
    project,
    folders,
    get trees() {
      return (trees ??= project.standings.flatMap(
        (standing) => compile(standing, committed.get(`${standing.environment}/${standing.rollout}`)).tree ?? [],
      ));
    },
  };
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
