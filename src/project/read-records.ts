import { join } from "node:path";
import { Name } from "../model/name.ts";
import type { Oddity } from "./oddity.ts";
import { entriesOf, irregular } from "./read-below.ts";
import { stopFile } from "./project-files.ts";
import { readBounded } from "./read-bounded.ts";

/** A file with its text. */
export interface TextFile {
  /** Path below the project's root, with `/`. */
  readonly file: string;
  readonly text: string;
}

/** What is recorded of a rollout in an environment, unread: the state, the ledger, and what people decided and confirmed. */
export interface RecordFiles {
  readonly environment: string;
  readonly rollout: string;
  readonly state: TextFile | undefined;
  readonly ledger: TextFile | undefined;
  readonly overrides?: TextFile;
  readonly confirmations?: TextFile;
}

/** All records of a project, and what lies in their place without being one. */
export interface Records {
  readonly records: readonly RecordFiles[];
  /** `environments/stop.yaml`, where the line is stopped. */
  readonly stop: TextFile | undefined;
  /** Names of the environments that are defined. */
  readonly environments: readonly string[];
  readonly oddities: readonly Oddity[];
}

const kinds = {
  ".yaml": "state",
  ".ledger.jsonl": "ledger",
  ".overrides.yaml": "overrides",
  ".confirmations.jsonl": "confirmations",
} as const;
type Kind = (typeof kinds)[keyof typeof kinds];

/** What somebody has meant for a record, and nobody would read. */
const looksLikeRecord = /\.(yml|json|jsonl|ndjson)$/;

/** What a path below the project's root is a record of, whether it can be named so or not; `undefined` for any other. */
export function recordAt(file: string): { readonly environment: string; readonly rollout: string; readonly kind: Kind } | undefined {
  const [, environment, name] = /^environments\/([^/]+)\/([^/]+)$/.exec(file) ?? [];
  if (environment === undefined || name === undefined) return undefined;
  // The longest ending is the one that is meant.
  const [found] = Object.entries(kinds)
    .filter(([ending]) => name.endsWith(ending))
    .toSorted(([left], [right]) => right.length - left.length);
  return found && { environment, rollout: name.slice(0, -found[0].length), kind: found[1] };
}

/** Path of the state file of a rollout in an environment. */
export function stateFile(environment: string, rollout: string): string {
  return `environments/${environment}/${rollout}.yaml`;
}

/** Path of the ledger of a rollout in an environment. */
export function ledgerFile(environment: string, rollout: string): string {
  return `environments/${environment}/${rollout}.ledger.jsonl`;
}

/** Path of what people confirmed for a rollout in an environment. */
export function confirmationsFile(environment: string, rollout: string): string {
  return `environments/${environment}/${rollout}.confirmations.jsonl`;
}

/** Reads `environments/<environment>/*` and `environments/stop.yaml` without trusting them, as {@link readBounded} does. */
export function readRecords(root: string): Records {
  const oddities: Oddity[] = [];
  const entries = linksApart(root, "environments", oddities);
  const records = entries.flatMap((environment) => {
    const folder = `environments/${environment.name}`;
    if (!environment.isDirectory() || !Name.safeParse(environment.name).success) return [];
    const found = new Map<string, Partial<Record<Kind, TextFile>>>();
    for (const entry of linksApart(root, folder, oddities)) {
      const file = `${folder}/${entry.name}`;
      const record = recordAt(file);
      if (record === undefined && entry.isFile() && looksLikeRecord.test(entry.name))
        oddities.push({ path: file, kind: "stray", problem: `is not read: records end in ${Object.keys(kinds).join(", ")}` });
      if (record === undefined || entry.isDirectory() || entry.isSymbolicLink()) continue;
      const { rollout: name, kind } = record;
      if (!Name.safeParse(name).success) oddities.push({ path: file, kind: "stray", problem: "is not named as a rollout can be" });
      else {
        const read = textFile(root, file, oddities);
        if (read !== undefined) found.set(name, { ...found.get(name), [kind]: read });
      }
    }
    return [...found].map(([rollout, { state, ledger, overrides, confirmations }]): RecordFiles => ({
      environment: environment.name,
      rollout,
      state,
      ledger,
      ...(overrides === undefined ? {} : { overrides }),
      ...(confirmations === undefined ? {} : { confirmations }),
    }));
  });
  for (const { name } of entries)
    if (/^stop\.(yml|json)$/.test(name))
      oddities.push({ path: `environments/${name}`, kind: "stray", problem: `is not read, and stops nothing: that stands in ${stopFile}` });
  const hasStop = entries.some((entry) => `environments/${entry.name}` === stopFile && !entry.isSymbolicLink());
  return {
    records,
    stop: hasStop ? textFile(root, stopFile, oddities) : undefined,
    environments: entries.flatMap(({ name }) => {
      const [, environment] = /^(.*)(?<!\.d)\.ts$/.exec(name) ?? [];
      return environment !== undefined && Name.safeParse(environment).success ? [environment] : [];
    }),
    oddities,
  };
}

function textFile(root: string, file: string, oddities: Oddity[]): TextFile | undefined {
  const read = readBounded(join(root, file));
  if ("text" in read) return { file, text: read.text };
  oddities.push({ path: file, kind: "irregular", problem: read.problem });
  return undefined;
}

function linksApart(root: string, folder: string, oddities: Oddity[]) {
  const entries = entriesOf(root, folder, oddities);
  oddities.push(...entries.filter((entry) => entry.isSymbolicLink()).map((entry) => irregular(`${folder}/${entry.name}`, entry)));
  return entries;
}
