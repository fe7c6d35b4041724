import type { Context } from "../../compile/context.ts";
import type { LedgerEntry } from "../../model/ledger-entry.ts";
import type { Override } from "../../model/override.ts";
import { overrideOfHold } from "./active-overrides.ts";
import { asSentence } from "./as-sentence.ts";
import type { Facts } from "./facts.ts";
import type { Rule } from "./rule.ts";

/** It was taken back, and stays there until people say that it may go on. */
export const takenBack: Rule = (facts) => {
  const entry = stepBack(facts.context);
  if (entry === undefined || overrideOfHold(facts, entry.at) !== undefined) return undefined;
  const { rollout, environment } = facts.context;
  const reason = entry.reason === undefined ? "." : `: ${asSentence(entry.reason)}`;
  return {
    kind: "held",
    since: entry.at,
    // What to do comes first: places with little room show no more.
    sentence: `Taken back from ${String(entry.from)} to ${entry.to}; \`rampart resume ${rollout.name} ${environment.name} --reason "…"\` asks to go on. It was at ${entry.at}${reason}`,
  };
};

/** The decision of people by which it goes on all the same, where it was taken back. */
export function heldOverride(facts: Facts): Override | undefined {
  const entry = stepBack(facts.context);
  return entry === undefined ? undefined : overrideOfHold(facts, entry.at);
}

/** The step back since which nothing went up; to begin again with another image does not end it, nor is it one. */
export function stepBack(context: Context): LedgerEntry | undefined {
  const entry = context.ledger.findLast(({ restart }) => restart !== true);
  return entry !== undefined && goesDown(context, entry) ? entry : undefined;
}

/** Whether an entry goes down the ladder as it is now. Of a stage that was taken off the ladder nobody can tell, so it counts. */
export function goesDown({ positions }: Context, { from, to }: LedgerEntry): boolean {
  if (from === null) return false;
  const indexOf = (name: string): number => positions.findIndex(({ stage }) => stage.name === name);
  const [left, reached] = [indexOf(from), indexOf(to)];
  return left === -1 || reached === -1 || reached < left;
}
