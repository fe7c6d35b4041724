import type { Context } from "../context.ts";
import { gateLimits as limitsOf } from "../observability/gate-limits.ts";
import { numberOf, type GateLimit, type NumbersOf } from "./equal-limits.ts";

/** Every limit of a rollout's gates, with the alerts that name it. */
export function gateLimits({ rollout }: Pick<Context, "rollout">): readonly GateLimit[] {
  return Object.entries(rollout.gates).flatMap(([gate, value]) => {
    if (!("signal" in value)) return [];
    const limits = limitsOf(rollout, value);
    return (["hold", "rollback"] as const).flatMap((which) => {
      const limit = limits[which];
      if (limit === undefined) return [];
      const { text, against } = limit;
      const alerts = Object.entries(rollout.alerts).flatMap(([alert, { when }]) =>
        when.kind === "gate" && when.gate === gate && when.limit === which ? [alert] : [],
      );
      return [{ gate, signal: value.signal, which, text, relative: against === "baseline", alerts }];
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
