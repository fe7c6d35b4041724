import type { Context } from "../context.ts";
import { numberOf, type GateLimit, type NumbersOf } from "./equal-limits.ts";

/** Every limit of a rollout's gates, with the alerts that name it. */
export function gateLimits({ rollout }: Pick<Context, "rollout">): readonly GateLimit[] {
  return Object.entries(rollout.gates).flatMap(([gate, value]) => {
    if (!("signal" in value)) return [];
    const bounds = [
      ["hold", value.kind === "comparison" ? value.otherwise : value.hold],
      ["rollback", value.rollback],
    ] as const;
    return bounds.flatMap(([which, bound]) => {
      if (bound === undefined) return [];
      const text: string = "above" in bound ? bound.above : bound.below;
      const alerts = Object.entries(rollout.alerts).flatMap(([alert, { when }]) =>
        when.kind === "gate" && when.gate === gate && when.limit === which ? [alert] : [],
      );
      return [{ gate, signal: value.signal, which, text, relative: value.kind !== "limit", alerts }];
    });
  });
}

/** The queries that judge a gate ask for its limits. */
export function* askedLimits(context: Context, numbers: NumbersOf): Generator<string> {
  for (const { gate, which, text, relative } of gateLimits(context)) {
    const query = context.observability.gates.get(gate);
    const asked = which === "hold" ? query?.withinHold : query?.withinRollback;
    const number = numberOf(text, relative);
    if (asked === undefined || !numbers(asked).includes(number))
      yield `gate "${gate}" has ${which} limit ${text} (${number}), which its query does not ask for`;
  }
}
