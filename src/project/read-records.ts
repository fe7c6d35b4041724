import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { codeUnitOrder } from "../base/code-unit-order.ts";
import { Name } from "../model/name.ts";
import type { Oddity } from "./oddity.ts";
import { readBounded } from "./read-bounded.ts";

/** A file with its text. */
export interface TextFile {
  /** Path below the project's root, with `/`. */
  readonly file: string;
  readonly text: string;
}

/** What is recorded of a rollout in an environment, unread: the state and the ledger. */
export interface RecordFiles {
  readonly environment: string;
  readonly rollout: string;
  readonly state: TextFile | undefined;
  readonly ledger: TextFile | undefined;
}

/** All records of a project, and what lies in their place without being one. */
export interface Records {
  readonly records: readonly RecordFiles[];
  readonly oddities: readonly Oddity[];
}

const recordName = /^(.*?)(\.ledger\.jsonl|\.yaml)$/;

/** Path of the state file of a rollout in an environment. */
export function stateFile(environment: string, rollout: string): string {
  return `environments/${environment}/${rollout}.yaml`;
}

/** Path of the ledger of a rollout in an environment. */
export function ledgerFile(environment: string, rollout: string): string {
  return `environments/${environment}/${rollout}.ledger.jsonl`;
}

/** Reads `environments/<environment>/*` without trusting it, as {@link readBounded} does. */
export function readRecords(root: string): Records {
  const oddities: Oddity[] = [];
  const records = entriesOf(root, "environments", oddities).flatMap((environment) => {
    const folder = `environments/${environment.name}`;
    if (!environment.isDirectory() || !Name.safeParse(environment.name).success) return [];
    const found = new Map<string, { state?: TextFile; ledger?: TextFile }>();
    for (const entry of entriesOf(root, folder, oddities)) {
      const [, name, ending] = recordName.exec(entry.name) ?? [];
      if (name === undefined || entry.isDirectory() || entry.isSymbolicLink()) continue;
      const file = `${folder}/${entry.name}`;
      const read = Name.safeParse(name).success ? readBounded(join(root, file)) : undefined;
      if (read === undefined) oddities.push({ path: file, kind: "stray", problem: "is not named as a rollout can be" });
      else if ("problem" in read) oddities.push({ path: file, kind: "irregular", problem: read.problem });
      else found.set(name, { ...found.get(name), [ending === ".yaml" ? "state" : "ledger"]: { file, text: read.text } });
    }
    return [...found].map(([rollout, { state, ledger }]): RecordFiles => ({ environment: environment.name, rollout, state, ledger }));
  });
  return { records, oddities };
}

function entriesOf(root: string, folder: string, oddities: Oddity[]) {
  const status = lstatSync(join(root, folder), { throwIfNoEntry: false });
  if (status?.isDirectory() !== true) {
    if (status !== undefined)
      oddities.push({ path: folder, kind: "irregular", problem: status.isSymbolicLink() ? "is a symbolic link" : "is not a folder" });
    return [];
  }
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).toSorted((left, right) => codeUnitOrder(left.name, right.name));
  for (const entry of entries) {
    if (entry.isSymbolicLink()) oddities.push({ path: `${folder}/${entry.name}`, kind: "irregular", problem: "is a symbolic link" });
  }
  return entries;
}
