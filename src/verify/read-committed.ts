import { existsSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Oddity } from "../project/oddity.ts";
import { readBounded } from "../project/read-bounded.ts";
import { readFolders } from "../project/read-folders.ts";
import type { GitBase } from "../project/git-base.ts";
import { readBaseSchemas, readSchemas } from "../project/read-schemas.ts";
import { readRecords, type RecordFiles } from "../project/read-records.ts";
import { parseStops } from "../project/read-stops.ts";
import type { StopSubject } from "./check.ts";
import { courseOf, type Course } from "./course.ts";
import { createFolder, type Folder } from "./folder.ts";
import { isPlainPath } from "./is-plain-path.ts";
import { readPolicyTexts } from "./read-policy-texts.ts";
import { readingOf } from "./reading-of.ts";

/** What is committed of a project, beside its definitions. */
export interface Committed {
  readonly folders: readonly Folder[];
  readonly courses: readonly Course[];
  /** What stops the line, where there is such a file. */
  readonly stop: StopSubject | undefined;
  readonly oddities: readonly Oddity[];
  /** Texts of the work tree's `schemas/`, by path below it. */
  readonly schemas: ReadonlyMap<string, string>;
  /** Texts of the schemas that judge: those of the base, where there is one. */
  readonly judging: ReadonlyMap<string, string>;
  /** Text of a file below the root, for excerpts; nothing outside the root is ever read. */
  readonly text: (file: string) => string | undefined;
  /** Texts of `policies/`, by path below the root; read when first asked for. */
  readonly policies: () => ReadonlyMap<string, string>;
}

/** How much of what is committed is read at once. */
export interface Reading {
  /** The base revision of a change: manifests are judged by its schemas, so that a change cannot bring the one that judges it. */
  readonly base?: GitBase | undefined;
  /** Read a folder's files when they are first asked for, so that a fleet's need not all be held; else it stays as it is now. */
  readonly later?: boolean;
}

/** Reads rendered folders, states and ledgers without trusting them and without running anything. */
export function readCommitted(root: string, now: Date, { base, later = false }: Reading = {}): Committed {
  const { folders: found, oddities } = readFolders(root);
  const { records, stop, environments, oddities: odd } = readRecords(root);
  const { schemas, oddities: strange } = readSchemas(root);
  const judging = base === undefined ? schemas : readBaseSchemas(base);
  const folders = found.map((folder) => {
    const files = later ? undefined : folder.read();
    return createFolder(folder, files === undefined ? folder.read : () => files, judging);
  });
  const byName = new Map(folders.map((folder) => [`${folder.environment}/${folder.rollout}`, folder]));
  const recorded = new Set(records.map(({ environment, rollout }) => `${environment}/${rollout}`));
  const unrecorded = folders
    .filter(({ environment, rollout }) => !recorded.has(`${environment}/${rollout}`))
    .map(({ environment, rollout }): RecordFiles => ({ environment, rollout, state: undefined, ledger: undefined }));
  const known = new Map(
    records.flatMap(({ state, ledger }) => [state, ledger].flatMap((one) => (one === undefined ? [] : [[one.file, one.text] as const]))),
  );
  const read = remembered((file) => readBelow(root, file));
  let policies: ReadonlyMap<string, string> | undefined;
  return {
    folders,
    policies: () => (policies ??= readPolicyTexts(root, undefined).texts),
    courses: [...records, ...unrecorded].map((record) => courseOf(record, byName.get(`${record.environment}/${record.rollout}`), now)),
    stop: stop && {
      file: stop.file,
      stops: readingOf(parseStops(stop.text)),
      environments: new Set([...environments, ...folders.map(({ environment }) => environment)]),
      now,
    },
    oddities: [...oddities, ...odd, ...strange],
    schemas,
    judging,
    text: (file) => {
      const [top, environment, rollout, ...inner] = file.split("/");
      const folder = top === "dist" ? byName.get(`${environment}/${rollout}`) : undefined;
      return folder?.files.get(inner.join("/")) ?? known.get(file) ?? read(file);
    },
  };
}

function readBelow(root: string, file: string): string | undefined {
  if (!isPlainPath(file) || !existsSync(join(root, file))) return undefined;
  const inside = relative(realpathSync(root), realpathSync(join(root, file)));
  if (inside.split(sep).join("/") !== file) return undefined;
  const read = readBounded(join(root, file));
  return "text" in read ? read.text : undefined;
}

function remembered(read: (file: string) => string | undefined): (file: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (file) => {
    if (!known.has(file)) known.set(file, read(file));
    return known.get(file);
  };
}
