import { UserError } from "../base/user-error.ts";
import type { Context } from "../compile/context.ts";
import type { StageKnowledge } from "../evidence/judge/judge-stage.ts";
import { readConfirmations } from "../evidence/judge/read-confirmations.ts";
import { readReceipts } from "../evidence/probe/receipt-store.ts";
import type { Landing } from "../evidence/window/find-stay.ts";
import { stageLanding } from "../evidence/window/stage-landing.ts";
import { stateFile } from "../project/read-records.ts";

/** When a stage is judged; by this machine's clock where nothing else is said. */
export type JudgedTime = Pick<StageKnowledge, "at"> & Partial<Pick<StageKnowledge, "clock">>;

/** What a checkout knows of the stage of a context, beside the metrics: Git, receipts, confirmations. */
export function stageKnowledge(root: string, context: Context, { at, clock = () => Date.now() / 1000 }: JudgedTime): StageKnowledge {
  const [environment, rollout] = [context.environment.name, context.rollout.name];
  return {
    at,
    landed: () => landing(root, stateFile(environment, rollout), context.position.stage.name),
    receipts: readReceipts(root, rollout, environment).receipts,
    confirmations: readConfirmations(root, environment, rollout),
    clock,
  };
}

/** Git is a help, not a need: without it, or outside of a repository, it tells nothing. */
function landing(root: string, file: string, stage: string): Landing | undefined {
  try {
    return stageLanding(root, file, stage);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
