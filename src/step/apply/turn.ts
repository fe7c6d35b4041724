import type { Write } from "./write.ts";

/**
 * What a run knows of others that may be at the same step. Most writes are
 * taken twice by a forge: two runs at once would say everything twice.
 */
export interface Turn {
  /** Whether what is left is for this run to do. */
  readonly isOurs: boolean;
  /** What was left to do before it waited: where that is the same afterwards, nobody else is at it. */
  readonly left: string | undefined;
}

/** Nothing is known of others yet. */
export const noTurn: Turn = { isOurs: false, left: undefined };

/** Whether a forge lets only one of several runs make it, so that whoever makes it has the turn. */
export function givesTurn({ kind }: Write): boolean {
  return kind === "create-branch" || kind === "advance-branch";
}

/** Whether it may be made without the turn: one run alone succeeds, or twice is as good as once. */
export function needsNoTurn(write: Write): boolean {
  return givesTurn(write) || write.kind === "close-pull" || write.kind === "create-tree" || write.kind === "create-commit";
}

/** What is left to do, to be held against what is left later. */
export function leftToDo(writes: readonly Write[]): string {
  return writes.map(({ kind }) => kind).join(", ");
}
