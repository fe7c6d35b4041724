import { LedgerEntry } from "../model/ledger-entry.ts";
import type { Move } from "./decide/decision.ts";

/** Evidence this old is judged anew, so that it is still fresh when people come to review it. */
const refreshAfter = 12 * 3600;

/** What an entry that stands on a branch must agree with. */
export interface EntryQuestion {
  /** Text of the ledger on the base and on the branch. */
  readonly base: string;
  readonly branch: string | undefined;
  readonly move: Move;
  readonly image: LedgerEntry["image"];
  /** Whether the step goes back only to begin again with another image. */
  readonly restart?: boolean;
  readonly now: number;
  /** Whether evidence grows old at all: a way back that was found right stays right. */
  readonly ages: boolean;
}

/**
 * The ledger line that an earlier run has put on the branch, where it still
 * tells of this very step and is fresh. With it the step compiles to the same
 * bytes, so that nothing has to be written again.
 */
export function reuseEntry({ base, branch, move, image, restart, now, ages }: EntryQuestion): LedgerEntry | undefined {
  if (branch === undefined || !branch.startsWith(base)) return undefined;
  const [line, ...more] = branch
    .slice(base.length)
    .split("\n")
    .filter((text) => text !== "");
  if (line === undefined || more.length > 0) return undefined;
  const entry = readEntry(line);
  if (entry === undefined || JSON.stringify(entry) !== line) return undefined;
  const age = now - Date.parse(entry.at) / 1000;
  const same =
    entry.from === move.from &&
    entry.to === move.to &&
    entry.image?.digest === image?.digest &&
    entry.restart === (restart === true ? true : undefined);
  return same && (!ages || age < refreshAfter) && age >= -60 ? entry : undefined;
}

function readEntry(line: string): LedgerEntry | undefined {
  try {
    return LedgerEntry.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
