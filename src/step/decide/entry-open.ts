import { formatMoment } from "../../evidence/window/format-moment.ts";
import { seconds } from "../../model/quantity.ts";
import type { Ladder } from "../../model/ladder.ts";
import { unix } from "./closed-by.ts";
import type { Decision } from "./decision.ts";
import type { Elsewhere, Facts } from "./facts.ts";
import type { Rule } from "./rule.ts";

type Condition = Ladder["entry"][number];

/** The first stage is left only when other environments have come far enough, and have stayed there long enough. */
export const entryOpen: Rule = (facts) => {
  const { context } = facts;
  if (context.position.index > 0) return undefined;
  const decisions = context.ladder.entry.flatMap((condition) => judged(facts, condition) ?? []);
  return decisions.find(({ kind }) => kind === "blocked") ?? decisions.toSorted((left, right) => untilOf(right) - untilOf(left))[0];
};

function judged({ context, elsewhere, now }: Facts, { environment, stage, observedFor }: Condition): Decision | undefined {
  const blocked = (words: string): Decision => ({
    kind: "blocked",
    environment,
    sentence: `It begins when ${environment} has come to ${stage}${observedFor === undefined ? "" : ` and stayed there for ${observedFor}`}: ${words}.`,
  });
  const there = elsewhere.find((one) => one.environment === environment);
  if (there === undefined) return blocked("nothing is known of it there");
  const [wanted, reached] = [there.stages.indexOf(stage), there.stages.indexOf(there.stage)];
  if (wanted === -1 || reached < wanted) return blocked(`it stands at ${there.stage} there`);
  const { image, whenChanged } = context.rollout;
  const ran = there.ledger.at(-1)?.image;
  if (whenChanged !== "refuse" && image !== undefined && ran !== undefined && reached > 0 && ran.digest !== image.digest) {
    return blocked(`it came there with image ${ran.tag}, and ${image.tag} is to be rolled out`);
  }
  if (observedFor === undefined) return undefined;
  const since = reachedAt(there, wanted);
  if (since === undefined) return blocked(`the ledger does not tell since when it has been at ${there.stage} there`);
  const until = unix(since) + seconds(observedFor);
  if (until <= now) return undefined;
  return {
    kind: "wait",
    until,
    sentence: `${environment} is to be observed for ${observedFor}, and has been at ${stage} or beyond since ${since}: wait until ${formatMoment(until)}.`,
  };
}

/** When the unbroken stay at a stage, or beyond it, began; what cannot be placed breaks it. */
function reachedAt({ stages, ledger }: Elsewhere, wanted: number): string | undefined {
  const before = ledger.findLastIndex(({ to }) => stages.indexOf(to) < wanted);
  return ledger[before + 1]?.at;
}

function untilOf(decision: Decision): number {
  return decision.kind === "wait" ? decision.until : 0;
}
