import { existsSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Oddity } from "../project/oddity.ts";
import { readBounded } from "../project/read-bounded.ts";
import { readFolders } from "../project/read-folders.ts";
import { readSchemas } from "../project/read-schemas.ts";
import { readRecords, type RecordFiles } from "../project/read-records.ts";
import { courseOf, type Course } from "./course.ts";
import { folderOf, type Folder } from "./folder.ts";
import { isPlainPath } from "./is-plain-path.ts";

/** What is committed of a project, beside its definitions. */
export interface Committed {
  readonly folders: readonly Folder[];
  readonly courses: readonly Course[];
  readonly oddities: readonly Oddity[];
  /** Text of a file below the root, for excerpts; nothing outside the root is ever read. */
  readonly text: (file: string) => string | undefined;
}

/** Reads rendered folders, states and ledgers without trusting them and without running anything. */
export function readCommitted(root: string, now: Date): Committed {
  const { folders: found, oddities } = readFolders(root);
  const { records, oddities: odd } = readRecords(root);
  const { schemas, oddities: strange } = readSchemas(root);
  const folders = found.map(({ environment, rollout, files }) => folderOf(environment, rollout, files, schemas));
  const byName = new Map(folders.map((folder) => [`${folder.environment}/${folder.rollout}`, folder]));
  const recorded = new Set(records.map(({ environment, rollout }) => `${environment}/${rollout}`));
  const unrecorded = folders
    .filter(({ environment, rollout }) => !recorded.has(`${environment}/${rollout}`))
    .map(({ environment, rollout }): RecordFiles => ({ environment, rollout, state: undefined, ledger: undefined }));
  const known = new Map(
    records.flatMap(({ state, ledger }) => [state, ledger].flatMap((one) => (one === undefined ? [] : [[one.file, one.text] as const]))),
  );
  const read = remembered((file) => readBelow(root, file));
  return {
    folders,
    courses: [...records, ...unrecorded].map((record) => courseOf(record, byName.get(`${record.environment}/${record.rollout}`), now)),
    oddities: [...oddities, ...odd, ...strange],
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
