import type { Context } from "../../compile/context.ts";
import { alertBasis, type AlertBasis } from "../../compile/observability/alert-basis.ts";
import { alertLabels, measuredSeries } from "../../compile/observability/alert-rule.ts";
import type { SeriesVariant } from "../../compile/observability/series.ts";
import { seconds } from "../../model/quantity.ts";
import { crossing } from "./crossing.ts";
import type { Evaluated } from "./evaluated.ts";
import { prelude, type SimulatedSeries, type Timeline } from "./simulate-series.ts";

/**
 * The alerts of a rollout as `ALERTS` shows them while they fire. Alerts about
 * limits and missing requests follow the scenario. Every target is up, so that
 * "down" never fires, nor do burn-rate alerts, whose windows are longer than
 * what is played.
 */
export function firings(context: Context, { began }: Timeline, play: Play): readonly Evaluated[] {
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
    const isTrue = condition(basis, play);
    const isMet = (time: number): boolean => {
      const at = Math.floor(time / 60) * 60;
      const met = known.get(at) ?? isTrue(at);
      known.set(at, met);
      return met;
    };
    const at = (time: number): number | undefined => {
      if (time - lasts < began - prelude) return undefined;
      for (let back = 0; back <= lasts; back += 60) if (!isMet(time - back)) return undefined;
      return 1;
    };
    return { labels, at };
  });
}

type Play = (signal: string, variant: SeriesVariant) => SimulatedSeries;

/** Whether what an alert is about is so at a time. */
function condition(basis: AlertBasis, play: Play): (time: number) => boolean {
  switch (basis.kind) {
    case "judgement": {
      const { limit, series, baseline } = basis.judgement;
      const isBeyond = crossing(limit);
      const own = play(series.signal, series.variant);
      const other = baseline && play(baseline.signal, baseline.variant);
      return (time) => {
        const value = own.value(time);
        const compared = other?.value(time);
        if (value === undefined || (other !== undefined && compared === undefined)) return false;
        return (series.samples === undefined || (own.events(time) ?? 0) >= basis.minimumSamples) && isBeyond(value, compared);
      };
    }
    case "no-traffic": {
      const own = play(basis.series.signal, basis.series.variant);
      return (time) => (own.events(time) ?? 0) <= 0;
    }
    case "burn-rate":
    case "down":
      return () => false;
  }
}
