import type { Context } from "../../compile/context.ts";
import { judgeGate } from "../../compile/observability/judgement.ts";
import type { Limit } from "../../compile/observability/limit.ts";
import type { SignalGate } from "../../model/gate.ts";
import { dimensionOf } from "../../model/quantity.ts";

/**
 * The limit that a verdict is told with: the one to go back, where that is why,
 * and else the one to hold. Only limits of one kind change places, so that a
 * verdict's value and course always mean the same.
 */
export function toldLimit(context: Context, gate: SignalGate, reason: string | undefined): Limit | undefined {
  const hold = judgeGate(context, gate, "hold")?.limit;
  const rollback = reason === "rollback-limit" ? judgeGate(context, gate, "rollback")?.limit : undefined;
  if (hold === undefined || rollback === undefined) return hold;
  const isSameKind = hold.against === rollback.against && dimensionOf(hold.text) === dimensionOf(rollback.text);
  return isSameKind ? rollback : hold;
}
