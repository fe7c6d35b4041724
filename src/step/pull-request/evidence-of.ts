import type { Context } from "../../compile/context.ts";
import type { StageJudgement } from "../../evidence/judge/judge-stage.ts";
import type { Verdict } from "../../evidence/verdict.ts";
import { formatMoment } from "../../evidence/window/format-moment.ts";
import { carriedVerdict, evidenceDigest, freshHours, type EvidenceBlock, type EvidenceContent } from "../../model/evidence-block.ts";
import type { LedgerEntry } from "../../model/ledger-entry.ts";
import type { Override } from "../../model/override.ts";
import type { Move } from "../decide/decision.ts";
import { shownVerdict } from "./shown-verdict.ts";

/** What evidence is made of. */
export interface EvidenceInput {
  /** At the stage that is left. */
  readonly context: Context;
  readonly move: Move;
  readonly judgement: StageJudgement | undefined;
  /** Decisions of people that the move rests on. */
  readonly overrides: readonly Override[];
  /** Unix seconds: when it was judged, where no server was asked. */
  readonly now: number;
  /** Unix seconds from which it counts for nothing; {@link freshHours} after it was judged when left out. */
  readonly expires?: number;
}

/** The evidence of a step in the three forms it is kept in. */
export interface Evidence {
  /** `evidence` of the ledger's line. */
  readonly entryEvidence: LedgerEntry["evidence"];
  /** `evidenceDigest` of the ledger's line. */
  readonly digest: string;
  /** Unix seconds from which it counts for nothing. */
  readonly expires: number;
  /** The block of the pull request's body, for the commit that holds the ledger's line. */
  readonly block: (commit: string, tree?: string) => EvidenceBlock;
}

/**
 * Makes the evidence of a step. The same input gives the same digest, so that
 * the ledger's line can name it before there is a commit, and the block the
 * commit after.
 */
export function evidenceOf(input: EvidenceInput): Evidence {
  const content = contentOf(input);
  const digest = evidenceDigest(content);
  return {
    entryEvidence: content.verdicts.map(({ gate, answer, shown, overridden }) => ({
      gate,
      verdict: answer,
      ...(shown === undefined ? {} : { value: shown }),
      ...(overridden === undefined ? {} : { overridden }),
    })),
    digest,
    expires: Date.parse(content.expires) / 1000,
    block: (commit, tree) => ({ ...content, commit, ...(tree === undefined ? {} : { tree }), digest }),
  };
}

function contentOf({ context, move, judgement, overrides, now, expires }: EvidenceInput): EvidenceContent {
  const judgedAt = Math.floor(judgement?.at ?? now);
  return {
    version: 1,
    environment: context.environment.name,
    rollout: context.rollout.name,
    from: move.from,
    to: move.to,
    judgedAt: formatMoment(judgedAt),
    expires: formatMoment(expires ?? judgedAt + freshHours * 3600),
    ...(judgement?.server === undefined ? {} : { server: judgement.server }),
    ...(judgement === undefined ? {} : { stay: stayOf(judgement.stay) }),
    verdicts: (judgement?.verdicts ?? []).map((verdict) => verdictOf(context, verdict, isOverridden(verdict, move, overrides))),
  };
}

function stayOf(stay: StageJudgement["stay"]): NonNullable<EvidenceContent["stay"]> {
  const { sentence } = stay;
  return stay.kind === "stay" ? { since: formatMoment(stay.since), origin: stay.origin, sentence } : { sentence };
}

/** Whether people decided that this gate need not pass for the stage to be left. */
export function isOverridden({ gate, answer }: Verdict, { from }: Move, overrides: readonly Override[]): boolean {
  return answer !== "pass" && overrides.some((one) => one.kind === "gate" && one.gate === gate && one.stage === from);
}

function verdictOf(context: Context, verdict: Verdict, overridden: boolean): EvidenceContent["verdicts"][number] {
  const shown = shownVerdict(context, verdict).value;
  return carriedVerdict({ ...verdict, ...(shown === undefined ? {} : { shown }), ...(overridden ? { overridden } : {}) });
}
