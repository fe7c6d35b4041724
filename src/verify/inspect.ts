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
  const parts = checks.map(partsOf);
  return ({ folder, standing }, { judged, compile }) => {
    const compiled = standing === undefined ? undefined : compile?.(standing, folder);
    const isJudged = folder !== undefined && judged?.(folder) !== false;
    const reports = new Map<number, readonly Owned[]>();
    const facts = new Map<number, unknown>();
    for (const [index, { ofCompiled, ofFolder, look }] of parts.entries()) {
      const left = mostFindings + 1 - (told[index] ?? 0);
      let found: readonly Owned[] = [];
      if (compiled !== undefined && ofCompiled !== undefined) found = ofCompiled(compiled, folder, left);
      if (isJudged && ofFolder !== undefined) found = [...found, ...ofFolder(folder, left - found.length)];
      if (folder !== undefined && look !== undefined) {
        const broken = owned(() => (facts.set(index, look(folder)), []), { file: "dist", most: left });
        found = [...found, ...broken];
      }
      if (found.length === 0) continue;
      told[index] = (told[index] ?? 0) + found.length;
      reports.set(index, found);
    }
    return { reports, facts, resource: folder?.resource(), oddities: folder?.oddities() ?? [], invalid: compiled?.invalid ?? [] };
  };
}

type Compiled = ReturnType<Compiling["compile"]>;

/** What of a check concerns one site at a time; each answers with at most so many reports. */
interface Parts {
  readonly ofCompiled?: (compiled: Compiled, folder: Folder | undefined, most: number) => readonly Owned[];
  readonly ofFolder?: (folder: Folder, most: number) => readonly Owned[];
  readonly look?: (folder: Folder) => unknown;
}

function partsOf(check: Check): Parts {
  switch (check.scope) {
    case "definition":
      return {
        ofCompiled: ({ context }, _, most) =>
          context === undefined
            ? []
            : owned(() => check.check(context), { file: context.definition, definition: () => context.definition, most }),
      };
    case "project":
      return check.compiled === undefined
        ? {}
        : {
            ofCompiled: ({ context, tree }, folder, most) =>
              context === undefined || tree === undefined
                ? []
                : owned(() => check.compiled?.({ context, tree, folder }) ?? [], { file: "rollouts", most }),
          };
    case "folder":
      return {
        ofFolder: (folder, most) =>
          owned(() => check.check(folder), { file: folder.path, definition: () => folder.resource()?.spec.definition, most }),
      };
    case "disk":
      return check.folder === undefined
        ? {}
        : { ofFolder: (folder, most) => owned(() => check.folder?.(folder) ?? [], { file: folder.path, most }) };
    case "folders":
      return check.folding === undefined ? {} : { look: (folder) => check.folding?.look(folder) };
    default:
      return {};
  }
}

/** Whose reports they are. */
interface Owner {
  /** Where a check that breaks is told. */
  readonly file: string;
  /** File of the definition behind a report; asked when there is one. */
  readonly definition?: () => string | undefined;
  /** No more reports than so many. */
  readonly most?: number;
}

/** What a check says. One that breaks has found nothing out, and must not pass for one that found nothing. */
export function owned(run: () => Iterable<Report>, { file, definition, most = mostFindings + 1 }: Owner): readonly Owned[] {
  const found: Owned[] = [];
  if (most <= 0) return found;
  try {
    for (const report of run()) if (found.push({ report, definition: definition?.() }) >= most) break;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The check broke and says nothing of this: ${reason}`;
    const hint = "if the files are sound, it is a defect of the check: report it";
    found.push({ report: { message, hint, file, severity: "error" }, definition: undefined });
  }
  return found;
}
