import type { Finding } from "../verify/finding.ts";
import type { Write } from "./apply/write.ts";
import type { Decision } from "./decide/decision.ts";
import type { Proposal } from "./proposal.ts";

/** The pull request of a step, for the report. */
export interface ReportedPull {
  /** 0 where it is not opened yet. */
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly draft: boolean;
}

/** What became of one rollout in one environment. */
export interface StepReport {
  readonly environment: string;
  readonly rollout: string;
  /** Stage by the base branch. */
  readonly stage: string;
  readonly decision: Decision;
  /**
   * `settled`: everything is as it should be. `planned`: a dry run. `refused`:
   * policy or checks do not allow it. `stopped`: a person has done something that
   * is theirs. `again`: nobody answers now, or others are at it.
   */
  readonly outcome: "settled" | "planned" | "refused" | "stopped" | "again";
  /** Why it is refused, stopped or to be tried again. */
  readonly why?: string;
  readonly hint?: string;
  /** When trying again may help, Unix seconds by the forge's clock. */
  readonly retryAt?: number;
  readonly pull?: ReportedPull;
  readonly merged?: { readonly commit: string };
  /** The requests that changed something, or would. */
  readonly writes: readonly Write[];
  readonly findings: readonly Finding[];
  /** The step that was proposed, where one was. */
  readonly proposal?: Proposal;
  /** The files that change, where it is no step. */
  readonly change?: Pick<Proposal, "files" | "old">;
}
