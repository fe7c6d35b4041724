import type { Compiler } from "../compile/compile.ts";
import type { Context } from "../compile/context.ts";
import type { StageJudgement } from "../evidence/judge/judge-stage.ts";
import type { Forge } from "../forge/forge.ts";
import type { Project } from "../project/read-project.ts";
import type { Committed } from "../verify/read-committed.ts";
import type { Checkout } from "./checkout.ts";

/** Everything the steps of one run share. All effects are in what is passed in here. */
export interface StepRun {
  readonly forge: Forge;
  readonly project: Project;
  readonly committed: Committed;
  readonly checkout: Checkout;
  readonly compiler: Compiler;
  /** Judges the gates of a context's stage; at this moment (Unix seconds) instead of now where one is given. */
  readonly judge: (context: Context, at?: number) => Promise<StageJudgement>;
  /** Waits for a while in which another run at the same step would show itself: each time for another one, as those may wait, too. */
  readonly wait: () => Promise<void>;
  /** Text of CODEOWNERS, where the repository has one. */
  readonly codeowners: string | undefined;
  /** Who the ledger names; whoever the token belongs to when left out. */
  readonly operator: string | undefined;
  /** Branch that steps go into; the repository's default when left out. */
  readonly base: string | undefined;
  /** Tell what would be done, and write nothing. */
  readonly dryRun: boolean;
  /** Open a pull request again that a person has closed. */
  readonly reopen: boolean;
}
