import type { SignalGate } from "../../model/gate.ts";
import { keptByEither } from "./burn-rate.ts";
import { judgeGate, sidesOf, type Judgement } from "./judgement.ts";
import { judgedValue, kept, limitWords } from "./limit.ts";
import { signalNamed } from "./series.ts";
import type { Subject } from "./subject.ts";

/** How a gate of a signal is asked: the expressions behind its verdict. */
export interface GateQuery {
  readonly gate: string;
  /** The candidate's series, or how far it is from the baseline, that the limit is for. */
  readonly value: string;
  /** 1 while the hold limit is kept, 0 while it is crossed, no sample without data. */
  readonly withinHold: string;
  /** The same for the rollback limit, where there is one. */
  readonly withinRollback: string | undefined;
  /** The limits in words: `above 0.1 %`, `above 1.5x the baseline`. */
  readonly hold: string;
  readonly rollback: string | undefined;
}

/** The queries of every gate that a signal answers, by the gate's name. */
export function gateQueries(subject: Subject): ReadonlyMap<string, GateQuery> {
  return new Map(
    Object.entries(subject.rollout.gates).flatMap(([name, gate]) =>
      "signal" in gate ? [[name, gateQuery(subject, name, gate)] as const] : [],
    ),
  );
}

function gateQuery(subject: Subject, name: string, gate: SignalGate): GateQuery {
  const hold = holdOf(subject, name, gate);
  const rollback = judgeGate(subject, gate, "rollback");
  return {
    gate: name,
    value: judgedValue(hold.limit, sidesOf(hold)),
    withinHold: kept(hold.limit, sidesOf(hold)),
    withinRollback: rollback && within(subject, rollback),
    hold: limitWords(hold.limit),
    rollback: rollback && limitWords(rollback.limit),
  };
}

function within({ rollout }: Subject, judgement: Judgement): string {
  const { limit, tier, series } = judgement;
  return tier === undefined ? kept(limit, sidesOf(judgement)) : keptByEither(tier, signalNamed(rollout, series.signal).worse);
}

/** What a gate's hold limit judges. */
export function holdOf(subject: Subject, name: string, gate: SignalGate): Judgement {
  const hold = judgeGate(subject, gate, "hold");
  if (hold === undefined) throw new RangeError(`Cannot ask gate "${name}": it has no hold limit`);
  return hold;
}
