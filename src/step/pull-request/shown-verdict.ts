import type { Context } from "../../compile/context.ts";
import { limitAmount } from "../../compile/observability/limit.ts";
import { signalNamed } from "../../compile/observability/series.ts";
import { changedDimension } from "../../evidence/judge/changed-value.ts";
import { formatValue } from "../../evidence/judge/format-value.ts";
import { toldLimit } from "../../evidence/judge/told-limit.ts";
import type { Verdict } from "../../evidence/verdict.ts";
import type { Dimension } from "../../model/quantity.ts";
import { signalDimension } from "../../model/signal-dimension.ts";

/** A verdict's value and limit as people write them. */
export interface ShownVerdict {
  readonly value: string | undefined;
  /** `at most 0.1 %` */
  readonly limit: string | undefined;
  /** Writes another value of the same kind. */
  readonly write: (value: number) => string;
}

/** Writes what a verdict has in base units in the units of its gate. */
export function shownVerdict(context: Context, { gate: name, value, reason }: Verdict): ShownVerdict {
  const gate = context.rollout.gates[name];
  if (gate === undefined || !("signal" in gate)) {
    const write = String;
    return gate?.kind === "alerts-quiet"
      ? { value: value === undefined ? undefined : `${value} ${value === "1" ? "alert" : "alerts"}`, limit: "no alert", write }
      : { value, limit: undefined, write };
  }
  const limit = toldLimit(context, gate, reason);
  const own: Dimension = signalDimension(signalNamed(context.rollout, gate.signal), context.rollout.metrics);
  const dimension = limit === undefined ? own : changedDimension(limit, own);
  const write = (number: number): string => {
    const sign = limit?.against === "baseline" && dimension === "percent" && number > 0 ? "+" : "";
    return `${sign}${formatValue(number, dimension)}`;
  };
  return {
    value: value === undefined ? undefined : write(Number(value)),
    limit: limit === undefined ? undefined : `${limit.side === "above" ? "at most" : "at least"} ${limitAmount(limit)}`,
    write,
  };
}
