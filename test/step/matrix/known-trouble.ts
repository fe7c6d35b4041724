import type { Act } from "./acts.ts";

/** What people do while something runs. */
export interface Trouble {
  readonly situation: string;
  /** Whether the base branch asks for an approval, so that auto-merge has something to wait for. */
  readonly guarded: boolean;
  /** Each right before a request is served, or between two runs where there are fewer requests. */
  readonly people: readonly { readonly at: number; readonly act: Act }[];
}

/** What went wrong once, each shrunk to the least that shows it. */
export const knownTrouble: readonly Trouble[] = [
  // It was made ready, and its body still said that the draft was ours.
  {
    situation: "ready, as nothing remains any more",
    guarded: false,
    people: [
      { at: 16, act: "make it a draft" },
      { at: 5, act: "edit within the body" },
    ],
  },
];
