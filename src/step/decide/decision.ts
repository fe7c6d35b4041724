import type { Verdict } from "../../evidence/verdict.ts";
import type { Override } from "../../model/override.ts";

/** A move along a ladder, by stage names. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

interface Told {
  /** One sentence for people: what, and why. */
  readonly sentence: string;
}

/** What is to be done about one rollout in one environment, now. */
export type Decision =
  /**
   * Go to the next stage. `finish` is the one to the last stage; `clean-up` one
   * before it once the candidate has everything, and the main route is or
   * becomes its own. While `remaining` names something a person must do first,
   * its pull request is a draft.
   */
  | (Told & {
      readonly kind: "advance" | "finish" | "clean-up";
      readonly move: Move;
      readonly remaining: readonly string[];
      /** Decisions of people that this one rests on. */
      readonly overrides: readonly Override[];
    })
  /** A rollback limit was broken for long enough: go back. */
  | (Told & { readonly kind: "roll-back"; readonly move: Move; readonly gates: readonly Verdict[] })
  /** The image changed in mid-ramp, and the definition says: begin again. */
  | (Told & { readonly kind: "restart"; readonly move: Move })
  /** Time has to pass: the hold, the working hours. `until` in Unix seconds. */
  | (Told & { readonly kind: "wait"; readonly until: number })
  /** Gates fail or do not know. */
  | (Told & { readonly kind: "hold"; readonly gates: readonly Verdict[]; readonly retryAfter: number | undefined })
  /** Another environment has not come far enough. */
  | (Told & { readonly kind: "blocked"; readonly environment: string })
  /** Nothing goes up now. `until`: when it may again, Unix seconds, where that is known. */
  | (Told & { readonly kind: "frozen"; readonly reason: string; readonly owner: string; readonly until: number | undefined })
  /** It was taken back, and nobody has said yet that it may go on. */
  | (Told & { readonly kind: "held"; readonly since: string })
  /** Nothing more is done until a person has decided. */
  | (Told & { readonly kind: "needs-person" })
  /** It stands on its last stage. */
  | (Told & { readonly kind: "done" });

/** Decisions that a pull request follows from. */
export type MovingDecision = Extract<Decision, { readonly move: Move }>;
