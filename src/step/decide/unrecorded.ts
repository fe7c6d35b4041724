import type { Rule } from "./rule.ts";

/** Where state and ledger differ, nobody knows how it got there, and what follows rests on both. */
export const unrecorded: Rule = ({ context }) => {
  const { ledger, positions, position } = context;
  const stage = position.stage.name;
  const ended = ledger.at(-1)?.to ?? positions[0]?.stage.name;
  if (ended === stage) return undefined;
  const told = ledger.length === 0 ? "the ledger records no step" : `the ledger ends at ${ended}`;
  return { kind: "needs-person", sentence: `It stands at ${stage}, but ${told}: record the step that is missing, or set the state back.` };
};
