import type { Context } from "../../compile/context.ts";
import { alertBasis, type AlertBasis } from "../../compile/observability/alert-basis.ts";
import { alertLabels, measuredSeries } from "../../compile/observability/alert-rule.ts";
import type { BurnTier } from "../../compile/observability/burn-rate.ts";
import type { Floors } from "../../compile/observability/floors.ts";
import { isIn, type Use } from "../../compile/observability/stage-series.ts";
import { signalNamed } from "../../compile/observability/series.ts";
import { seconds } from "../../model/quantity.ts";
import { crossing } from "./crossing.ts";
import type { Evaluated } from "./evaluated.ts";
import { seriesReading } from "./series-reading.ts";
import type { Timeline } from "./timeline.ts";
import type { World } from "./world.ts";

/**
 * The alerts of a rollout as `ALERTS` shows them while they fire: what they are
 * about must have been so for as long as they wait, minute by minute.
 */
export function firings(context: Context, timeline: Timeline, world: World): readonly Evaluated[] {
  return Object.entries(context.rollout.alerts).map(([name, alert]): Evaluated => {
    const basis = alertBasis(context, name, alert);
    const labels = {
      __name__: "ALERTS",
      alertname: name,
      alertstate: "firing",
      ...alertLabels(context, alert, measuredSeries(basis)?.variant),
    };
    const lasts = seconds(alert.for);
    const known = new Map<number, boolean>();
    const isTrue = condition(context, basis, timeline, world);
    const isMet = (time: number): boolean => {
      const at = Math.floor(time / 60) * 60;
      const met = known.get(at) ?? isTrue(at);
      known.set(at, met);
      return met;
    };
    const at = (time: number): number | undefined => {
      if (time - lasts < timeline.first) return undefined;
      for (let back = 0; back <= lasts; back += 60) if (!isMet(time - back)) return undefined;
      return 1;
    };
    return { labels, at };
  });
}

/** Whether what an alert is about is so at a time. */
function condition(context: Context, basis: AlertBasis, timeline: Timeline, world: World): (time: number) => boolean {
  const isUsed = (use: Use, time: number): boolean => {
    const position = timeline.standpoint(time)?.position;
    return position !== undefined && isIn({ ...context, position }, use);
  };
  switch (basis.kind) {
    case "judgement": {
      const { limit, series, baseline } = basis.judgement;
      const { minimumSamples, minimumFailures } = basis.floors;
      const isBeyond = crossing(limit);
      const own = seriesReading(world, series);
      const other = baseline && seriesReading(world, baseline);
      const isEnough = (time: number): boolean =>
        (series.samples === undefined || [own, other].every((side) => side === undefined || (side.events(time) ?? 0) >= minimumSamples)) &&
        (series.failures === undefined || (own.failures(limit.side, time) ?? 0) >= minimumFailures);
      return (time) => {
        const value = own.value(time);
        const compared = other?.value(time);
        if (value === undefined || (other !== undefined && compared === undefined)) return false;
        return isEnough(time) && isBeyond(value, compared);
      };
    }
    case "no-traffic": {
      const own = seriesReading(world, basis.series);
      return (time) => isUsed(basis.use, time) && (own.events(time) ?? 0) <= 0;
    }
    case "burn-rate": {
      const isWorseAbove = signalNamed(context.rollout, basis.series.signal).worse === "higher";
      const burning = basis.tiers.map((tier) => burns(world, tier, isWorseAbove, basis.floors));
      return (time) => burning.some((isBurning) => isBurning(time));
    }
    case "down":
      return (time) => isUsed(basis.use, time) && !world.isUp(time);
  }
}

/** Whether both windows of a tier burn too fast. */
function burns(
  world: World,
  { short, long, threshold }: BurnTier,
  isWorseAbove: boolean,
  { minimumSamples, minimumFailures }: Floors,
): (time: number) => boolean {
  const windows = [short, long].map((series) => seriesReading(world, series));
  const rested = seriesReading(world, long);
  const bound = Number(threshold);
  return (time) =>
    (rested.events(time) ?? 0) >= minimumSamples &&
    (rested.failures(isWorseAbove ? "above" : "below", time) ?? 0) >= minimumFailures &&
    windows.every(({ value }) => {
      const now = value(time);
      return now !== undefined && (isWorseAbove ? now > bound : now < bound);
    });
}
