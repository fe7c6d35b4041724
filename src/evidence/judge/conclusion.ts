import type { Answer } from "../verdict.ts";
import type { Sides } from "./signal-words.ts";

/** What facts amount to. */
export interface Conclusion {
  readonly answer: Answer;
  readonly rollback: boolean;
  /** Without it, all is well. */
  readonly reason: string | undefined;
  readonly sentence: string;
  /** The values that the sentence tells and the limit was held against. */
  readonly sides: Sides | undefined;
}
