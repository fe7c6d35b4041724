import { formatMoment } from "../../evidence/window/format-moment.ts";
import { seconds } from "../../model/quantity.ts";
import { unix } from "./closed-by.ts";
import type { Facts } from "./facts.ts";
import { list } from "./list.ts";
import type { Rule } from "./rule.ts";

/** The stage is not left before its hold is over, counted from when the cluster came to it. */
export const holdRunning: Rule = (facts) => {
  const { stage } = facts.context.position;
  if (stage.hold === undefined) return undefined;
  const since = sinceOf(facts);
  if (since === undefined) {
    return {
      kind: "hold",
      gates: [],
      retryAfter: undefined,
      sentence: `${stage.name} is held for ${stage.hold}, and neither the metrics nor the ledger tell since when it stands there.`,
    };
  }
  const until = since + seconds(stage.hold);
  if (until <= facts.now) return undefined;
  const failing = (facts.judgement?.verdicts ?? []).filter(({ answer }) => answer === "fail");
  const meanwhile = failing.length === 0 ? "" : ` ${list("Gate", failing)} ${failing.length === 1 ? "fails" : "fail"} meanwhile.`;
  return {
    kind: "wait",
    until,
    sentence: `${stage.name} is held for ${stage.hold} since ${formatMoment(since)}: wait until ${formatMoment(until)}.${meanwhile}`,
  };
};

/** Since when it stands there: by what the cluster recorded, else by the ledger. */
function sinceOf({ context, judgement }: Facts): number | undefined {
  if (judgement?.stay.kind === "stay") return judgement.stay.since;
  const last = context.ledger.at(-1);
  return last === undefined ? undefined : unix(last.at);
}
