import type { Signal } from "../../model/signal.ts";
import type { Context } from "../context.ts";
import { panelId } from "../conventions.ts";
import { variantsOf, type SeriesVariant } from "../observability/series.ts";
import { limitCurves, limitLines, limitRange } from "./limit-lines.ts";
import { plainText } from "./literal.ts";
import type { Query, TimeSeriesPanel } from "./panel.ts";
import { signalDescription, signalLinks } from "./signal-description.ts";
import { signalLimits } from "./signal-limits.ts";
import { signalUnit } from "./signal-unit.ts";

/** Baseline against candidate for one signal, with every limit it is held against drawn in. */
export function signalPanel(context: Context, name: string, signal: Signal): TimeSeriesPanel {
  const { rollout, environment, observability } = context;
  const limits = signalLimits(rollout, name);
  return {
    kind: "time-series",
    id: panelId("signal", name),
    title: plainText(signal.title),
    description: signalDescription(context, name, signal, limits),
    links: signalLinks(context, name),
    width: 12,
    height: 9,
    unit: signalUnit(rollout, signal, limits),
    interval: environment.prometheus.evaluationInterval,
    queries: [...measured(context, name, signal), ...limitCurves(limits, observability.seriesFor(name, "baseline")?.selector)],
    limits: limitLines(limits),
    stepped: false,
    covers: limitRange(limits),
  };
}

function measured({ observability }: Context, name: string, signal: Signal): readonly Query[] {
  return variantsOf(signal).flatMap((variant): readonly Query[] => {
    const series = observability.seriesFor(name, variant);
    return series === undefined ? [] : [{ expr: series.selector, ...dressed(name, variant) }];
  });
}

function dressed(name: string, variant: SeriesVariant): Pick<Query, "legend" | "look"> {
  return variant === "none" ? { legend: name, look: "plain" } : { legend: variant, look: variant };
}
