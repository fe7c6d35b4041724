import { join } from "node:path";
import { Name } from "../model/name.ts";
import type { Oddity } from "./oddity.ts";
import { entriesOf, irregular } from "./read-below.ts";
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
  const records = linksApart(root, "environments", oddities).flatMap((environment) => {
    const folder = `environments/${environment.name}`;
    if (!environment.isDirectory() || !Name.safeParse(environment.name).success) return [];
    const found = new Map<string, { state?: TextFile; ledger?: TextFile }>();
    for (const entry of linksApart(root, folder, oddities)) {
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

function linksApart(root: string, folder: string, oddities: Oddity[]) {
  const entries = entriesOf(root, folder, oddities);
  oddities.push(...entries.filter((entry) => entry.isSymbolicLink()).map((entry) => irregular(`${folder}/${entry.name}`, entry)));
  return entries;
}
