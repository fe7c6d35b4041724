import { candidateWeightRecord, seriesLabels } from "../../compile/conventions.ts";
import type { Context } from "../../compile/context.ts";
import { judgeGate, type Judgement } from "../../compile/observability/judgement.ts";
import { selectorOf, type Series, type SeriesVariant } from "../../compile/observability/series.ts";
import type { SignalGate } from "../../model/gate.ts";
import { alertsQuestions } from "../../evidence/judge/alerts-questions.ts";
import { signalQuestions } from "../../evidence/judge/signal-questions.ts";
import { crossing } from "./crossing.ts";
import type { Evaluated } from "./evaluated.ts";
import { firings } from "./firings.ts";
import type { SimulatedSeries, Timeline } from "./simulate-series.ts";

/** All that a scenario can tell of a rollout. */
export interface AnswerBook {
  /** What an expression answers; `undefined` for one that is not understood. */
  readonly look: (expression: string) => readonly Evaluated[] | undefined;
  /** The alerts, as `ALERTS` shows those that fire. */
  readonly alerts: readonly Evaluated[];
}

/**
 * Answers the expressions that are compiled for a rollout, and that judging
 * asks, from simulated series. There is no PromQL here: an expression is understood
 * when it is, to the letter, one that {@link signalQuestions} or the rules
 * write, and is answered by what it means there.
 */
export function answerBook(context: Context, timeline: Timeline, simulate: Play): AnswerBook {
  const played = new Map<string, SimulatedSeries>();
  const play: Play = (signal, variant) => {
    const key = `${signal} ${variant}`;
    const known = played.get(key) ?? simulate(signal, variant);
    played.set(key, known);
    return known;
  };
  const alerts = firings(context, timeline, play);
  const fixed = new Map([...standing(context, timeline), ...recorded(context, play)]);
  const gates = Object.entries(context.rollout.gates);
  for (const [, gate] of gates) {
    if (gate.kind !== "alerts-quiet") continue;
    for (const { id, expression } of alertsQuestions(context, gate)) {
      fixed.set(
        expression,
        id === "firing" ? alerts.filter(({ labels }) => gate.severities.includes(labels["severity"] ?? "")) : [one(() => 1)],
      );
    }
  }
  const byLength = new Map<number, ReadonlyMap<string, readonly Evaluated[]>>();
  const overLength = (length: number): ReadonlyMap<string, readonly Evaluated[]> => {
    const known = byLength.get(length);
    if (known !== undefined) return known;
    const made = new Map(
      gates.flatMap(([name, gate]) =>
        "signal" in gate
          ? signalQuestions(context, name, gate, length).map(
              ({ id, expression }) => [expression, answered(context, gate, id, length, play)] as const,
            )
          : [],
      ),
    );
    if (byLength.size > 100) byLength.clear();
    byLength.set(length, made);
    return made;
  };
  const look = (expression: string): readonly Evaluated[] | undefined => {
    const lengths = [...expression.matchAll(/\[(\d{1,8})s\]/g)].slice(0, mostRanges).map(([, length]) => Number(length));
    const known = fixed.get(expression);
    return known ?? [0, ...lengths].map((length) => overLength(length).get(expression)).find((found) => found !== undefined);
  };
  return { look, alerts };
}

/** Ranges of an expression that are looked at: none that is compiled has more over a stay. */
const mostRanges = 4;

/** Gives the series of a signal and variant. */
export type Play = (signal: string, variant: SeriesVariant) => SimulatedSeries;

/** What a question about a gate means. */
function answered(context: Context, gate: SignalGate, id: string, length: number, play: Play): readonly Evaluated[] {
  const hold = judgeGate(context, gate, "hold");
  if (hold === undefined) return [];
  if (id === "within-hold") return [one(within(hold, play))];
  const rollback = judgeGate(context, gate, "rollback");
  if (id === "within-rollback") return rollback === undefined ? [] : [one(within(rollback, play))];
  const series = id.startsWith("baseline-") ? hold.baseline : hold.series;
  if (series === undefined) return [];
  const simulated = play(series.signal, series.variant);
  switch (id.replace(/^(?:baseline|candidate)-/, "")) {
    case "taken":
      return [one((time) => (simulated.value(time) === undefined ? undefined : time))];
    case "value":
      return [{ labels: { __name__: series.record, ...series.labels }, at: (time) => simulated.value(time) }];
    case "samples":
      return [one((time) => simulated.events(time))];
    case "events":
      return [one((time) => simulated.events(time, length))];
    case "part":
      return [one((time) => simulated.part(time, length))];
    case "whole":
      return [one((time) => simulated.value(time, length))];
    case "events-born":
      return [one((time) => simulated.born?.(time, length).events)];
    case "part-born":
      return [one((time) => simulated.born?.(time, length).part)];
    default:
      return [];
  }
}

function within({ limit, series, baseline }: Judgement, play: Play): Evaluated["at"] {
  const isBeyond = crossing(limit);
  return (time) => {
    const value = play(series.signal, series.variant).value(time);
    const other = baseline && play(baseline.signal, baseline.variant).value(time);
    if (value === undefined || (baseline !== undefined && other === undefined)) return undefined;
    return isBeyond(value, other) ? 0 : 1;
  };
}

/** Where the rollout stands: at its stage since the beginning, at the one before it until then. */
function standing(context: Context, { began }: Timeline): readonly (readonly [string, readonly Evaluated[]])[] {
  const { rollout, environment, position, positions } = context;
  const labels = seriesLabels(rollout, environment);
  const before = positions[positions.indexOf(position) - 1];
  const stages = [before, position].flatMap((one) => {
    if (one === undefined) return [];
    const isNow = one === position;
    const weight = Number(one.candidatePercent);
    return [
      {
        labels: { __name__: candidateWeightRecord, ...labels, stage: one.stage.name },
        at: (time: number) => (time >= began === isNow ? weight : undefined),
      },
    ];
  });
  return [[selectorOf(candidateWeightRecord, labels), stages]];
}

/** The recorded series by selector and by rule, and what gates and panels show of them. */
function recorded({ rollout, observability }: Context, play: Play): readonly (readonly [string, readonly Evaluated[]])[] {
  const valueOf =
    ({ signal, variant }: Series): Evaluated["at"] =>
    (time) =>
      play(signal, variant).value(time);
  return observability.series.flatMap((series) => {
    const named = { labels: { __name__: series.record, ...series.labels }, at: valueOf(series) };
    const { samples, signal, variant } = series;
    return [
      [series.selector, [named]] as const,
      [series.expr, [one(named.at)]] as const,
      ...(samples === undefined || !(signal in rollout.signals)
        ? []
        : [[samples, [one((time) => play(signal, variant).events(time))]] as const]),
    ];
  });
}

function one(at: Evaluated["at"]): Evaluated {
  return { labels: {}, at };
}
