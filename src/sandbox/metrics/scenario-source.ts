import type { Context } from "../../compile/context.ts";
import type { Fetched, MetricsSource, SeriesData, SourceProblem } from "../../evidence/metrics-source.ts";
import { answerBook } from "./answer-book.ts";
import type { Evaluated } from "./evaluated.ts";
import type { Scenario } from "./scenario.ts";
import { simulateSeries } from "./simulate-series.ts";
import { playedHold, stayTimeline, type Timeline } from "./timeline.ts";
import type { World } from "./world.ts";

/** When every scenario's stage begins: a Monday morning, 2026-01-05T09:00:00Z. */
export const scenarioStart = 1_767_603_600;
const longestPlay = 90 * 86_400;

/**
 * Virtual time for a stage: it began at {@link scenarioStart}, and it is now
 * `at`, or two minutes after the end of the hold (of an hour where the stage has
 * none). `undefined` for a moment outside of what can be played.
 */
export function scenarioTimeline(context: Context, at?: number): Timeline | undefined {
  const now = at ?? scenarioStart + playedHold(context.position) + 120;
  return now < scenarioStart || now > scenarioStart + longestPlay ? undefined : stayTimeline(context, scenarioStart, now);
}

/** A metrics source that plays a scenario of a rollout in virtual time, and refuses what it was not compiled to answer. */
export function scenarioSource(context: Context, name: string, scenario: Scenario, timeline: Timeline): MetricsSource {
  return simulatedSource(
    context,
    `scenario ${name}`,
    timeline,
    scenarioWorld(context, timeline, () => scenario),
  );
}

/** What a rollout goes through while scenarios take turns. */
export function scenarioWorld(context: Context, timeline: Timeline, scenarioAt: (time: number) => Scenario): World {
  return {
    series: (signal, variant) => simulateSeries(context, scenarioAt, timeline, signal, variant),
    isUp: (time) => {
      const standpoint = timeline.standpoint(time);
      return standpoint === undefined || scenarioAt(time).scraped({ ...standpoint, variant: "candidate", concern: "failures" });
    },
  };
}

/** The same for any world. */
export function simulatedSource(context: Context, name: string, timeline: Timeline, world: World): MetricsSource {
  const { look, alerts } = answerBook(context, timeline, world);
  const { rollout, observability } = context;
  return {
    name,
    async query(expression, at = timeline.now()) {
      if (expression === "time()") return ok({ type: "scalar", point: [at, at] } as const);
      const found = look(expression);
      return found === undefined ? refused(expression) : ok({ type: "vector", series: points(found, [at], timeline) } as const);
    },
    async queryRange(expression, { start, end, step }) {
      const found = look(expression);
      if (found === undefined) return refused(expression);
      const times = Array.from({ length: Math.floor((end - start) / step + 1e-9) + 1 }, (_, index) => start + index * step);
      return ok(points(found, times, timeline));
    },
    async alerts() {
      return ok(alerts.flatMap(({ labels, at }) => (at(timeline.now()) === undefined ? [] : [{ labels, state: "firing" } as const])));
    },
    async rules() {
      return ok(
        observability.alerts.map(({ alert, labels }) => ({
          group: rollout.name,
          name: alert,
          type: "alerting" as const,
          labels,
          health: "ok",
          lastError: undefined,
        })),
      );
    },
    async buildInfo() {
      return ok({ version: "2.0.0-scenario" });
    },
  };
}

/** Nothing is known of what lies ahead. */
function points(found: readonly Evaluated[], times: readonly number[], timeline: Timeline): readonly SeriesData[] {
  const now = timeline.now();
  return found.flatMap(({ labels, at }) => {
    const told = times.flatMap((time) => {
      const value = time > now ? undefined : at(time);
      return value === undefined ? [] : [[time, value] as const];
    });
    return told.length === 0 ? [] : [{ labels, points: told }];
  });
}

function ok<Value>(value: Value): Fetched<Value> {
  return { kind: "ok", value };
}

function refused(expression: string): SourceProblem {
  const shown = expression.length > 120 ? `${expression.slice(0, 120)}…` : expression;
  return { kind: "problem", fault: "bad-query", words: `the scenario answers compiled queries only, not ${JSON.stringify(shown)}` };
}
