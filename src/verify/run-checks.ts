import { codeUnitOrder } from "../base/code-unit-order.ts";
import type { Context } from "../compile/context.ts";
import { formatPath } from "../model/problem.ts";
import type { Check, ProjectSubject, Report, ValuePath } from "./check.ts";
import type { Finding, Position } from "./finding.ts";
import type { Folder } from "./folder.ts";
import { place } from "./place.ts";
import type { Transition } from "./transition/transition.ts";

/** What is judged. Without `definitions`, only what files alone can tell. */
export interface Subject {
  readonly folders: readonly Folder[];
  readonly transitions: readonly Transition[];
  readonly definitions: (ProjectSubject & { readonly contexts: readonly Context[] }) | undefined;
}

/** Looks into files for the position of a report; the disk stays at the edge. */
export interface Places {
  /** Text of a file below the project's root. */
  text(file: string): string | undefined;
  /** Where a definition says what stands at a path of its object. */
  locate(source: string, path: ValuePath): Position | undefined;
}

/** Runs checks over a subject; findings are sorted by file, position and code. */
export function runChecks(checks: readonly Check[], subject: Subject, places: Places): readonly Finding[] {
  return checks
    .flatMap((check) => [...reportsOf(check, subject)].map((report) => toFinding(check, report, places)))
    .toSorted((left, right) => codeUnitOrder(sortKey(left), sortKey(right)));
}

interface Owned {
  readonly report: Report;
  /** File of the definition behind the report, if one is known. */
  readonly definition: string | undefined;
}

function* reportsOf(check: Check, { folders, transitions, definitions }: Subject): Generator<Owned> {
  switch (check.scope) {
    case "folder":
      for (const folder of folders) yield* owned(check.check(folder), folder.resource()?.spec.definition);
      break;
    case "folders":
      yield* owned(check.check(folders), undefined);
      break;
    case "definition":
      for (const context of definitions?.contexts ?? []) yield* owned(check.check(context), context.definition);
      break;
    case "project":
      if (definitions !== undefined) yield* owned(check.check(definitions), undefined);
      break;
    case "transition":
      for (const transition of transitions) yield* owned(check.check(transition), transition.after.resource?.spec.definition);
      break;
  }
}

function* owned(reports: Iterable<Report>, definition: string | undefined): Generator<Owned> {
  for (const report of reports) yield { report, definition };
}

function toFinding({ code, severity }: Check, { report, definition }: Owned, places: Places): Finding {
  const position = positionOf(report, places);
  const source = report.definition === undefined || definition === undefined ? undefined : { file: definition, path: formatPath(report.definition), at: definitionPosition(definition, report.definition, places) };
  return {
    code,
    severity: report.severity ?? severity,
    message: report.message,
    ...(report.hint === undefined ? {} : { hint: report.hint }),
    file: report.file,
    ...(position === undefined ? {} : { position }),
    ...(source === undefined ? {} : { definition: { file: source.file, path: source.path, ...(source.at === undefined ? {} : { position: source.at }) } }),
  };
}

function positionOf({ file, path, document, line }: Report, places: Places): Position | undefined {
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
