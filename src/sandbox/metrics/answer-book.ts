import { candidateWeightRecord, seriesLabels } from "../../compile/conventions.ts";
import type { Context } from "../../compile/context.ts";
import { burnSeries } from "../../compile/observability/burn-rate.ts";
import { judgeGate, type Judgement } from "../../compile/observability/judgement.ts";
import { selectorOf } from "../../compile/observability/series.ts";
import type { SignalGate } from "../../model/gate.ts";
import { alertsQuestions } from "../../evidence/judge/alerts-questions.ts";
import { signalQuestions } from "../../evidence/judge/signal-questions.ts";
import { boundLabel } from "../../evidence/synthetic/log-normal-buckets.ts";
import { deliveredObject } from "../../compile/delivered-object.ts";
import { crossing } from "./crossing.ts";
import type { Evaluated } from "./evaluated.ts";
import { firings } from "./firings.ts";
import { seriesReading } from "./series-reading.ts";
import type { SimulatedSeries } from "./simulate-series.ts";
import type { Timeline } from "./timeline.ts";
import type { World } from "./world.ts";

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
export function answerBook(context: Context, timeline: Timeline, { series, isUp }: World): AnswerBook {
  const played = new Map<string, SimulatedSeries>();
  const play: World["series"] = (signal, variant) => {
    const key = `${signal} ${variant}`;
    const known = played.get(key) ?? series(signal, variant);
    played.set(key, known);
    return known;
  };
  const world: World = { series: play, isUp };
  const alerts = firings(context, timeline, world);
  const fixed = new Map([...standing(context, timeline), ...delivered(context, timeline), ...recorded(context, world)]);
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

/** What a question about a gate means. */
function answered(context: Context, gate: SignalGate, id: string, length: number, play: World["series"]): readonly Evaluated[] {
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
    case "buckets":
      return bucketSeries(simulated, length);
    case "events-born":
      return [one((time) => simulated.born?.(time, length).events)];
    case "part-born":
      return [one((time) => simulated.born?.(time, length).part)];
    default:
      return [];
  }
}

/** One series for each bucket; all of them are counted at once. */
function bucketSeries({ buckets }: SimulatedSeries, length: number): readonly Evaluated[] {
  if (buckets === undefined) return [];
  let latest: { readonly time: number; readonly counts: readonly number[] | undefined } | undefined;
  const countsAt = (time: number): readonly number[] | undefined => {
    if (latest?.time !== time) latest = { time, counts: buckets.counts(time, length) };
    return latest.counts;
  };
  return buckets.bounds.map((bound, index) => ({ labels: { le: boundLabel(bound) }, at: (time) => countsAt(time)?.[index] }));
}

function within({ limit, series, baseline, tier }: Judgement, play: World["series"]): Evaluated["at"] {
  const isBeyond = crossing(limit);
  if (tier !== undefined) {
    const windows = [tier.short, tier.long].map((window) => seriesReading({ series: play }, window).value);
    return (time) => {
      const values = windows.map((value) => value(time));
      if (values.some((value) => value === undefined)) return undefined;
      return values.every((value) => value !== undefined && isBeyond(value, undefined)) ? 0 : 1;
    };
  }
  return (time) => {
    const value = play(series.signal, series.variant).value(time);
    const other = baseline && play(baseline.signal, baseline.variant).value(time);
    if (value === undefined || (baseline !== undefined && other === undefined)) return undefined;
    return isBeyond(value, other) ? 0 : 1;
  };
}

/** The stage series: one for each stage, while the rollout stands at it. */
function standing(
  { rollout, environment, positions }: Context,
  { standpoint }: Timeline,
): readonly (readonly [string, readonly Evaluated[]])[] {
  const labels = seriesLabels(rollout, environment);
  const stages = positions.map(({ stage, candidatePercent }): Evaluated => ({
    labels: { __name__: candidateWeightRecord, ...labels, stage: stage.name },
    at: (time) => (standpoint(time)?.position.stage.name === stage.name ? Number(candidatePercent) : undefined),
  }));
  return [[selectorOf(candidateWeightRecord, labels), stages]];
}

/** The object that applies the rollout: in order while the rollout stands anywhere. */
function delivered(context: Context, { standpoint }: Timeline): readonly (readonly [string, readonly Evaluated[]])[] {
  const object = deliveredObject(context);
  if (object === undefined) return [];
  const labels =
    object.delivery.kind === "argo-cd" ? { sync_status: "Synced", health_status: "Healthy" } : { ready: "True", suspended: "false" };
  return [[object.selector, [{ labels, at: (time) => (standpoint(time) === undefined ? undefined : 1) }]]];
}

/** The recorded series by selector and by rule, and what gates and panels show of them. */
function recorded(context: Context, world: World): readonly (readonly [string, readonly Evaluated[]])[] {
  return [...context.observability.series, ...burnSeries(context)].flatMap((series) => {
    const { value, events } = seriesReading(world, series);
    const named = { labels: { __name__: series.record, ...series.labels }, at: value };
    return [
      [series.selector, [named]] as const,
      [series.expr, [one(value)]] as const,
      ...(series.samples === undefined ? [] : [[series.samples, [one(events)]] as const]),
    ];
  });
}

function one(at: Evaluated["at"]): Evaluated {
  return { labels: {}, at };
}
