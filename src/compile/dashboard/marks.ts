import type { Context } from "../context.ts";
import { candidateWeightRecord } from "../conventions.ts";
import type { Marks } from "./panel.ts";
import { rolloutSelector } from "./rollout-selector.ts";

/** Moments worth seeing on every panel: steps along the ladder, and alerts. */
export function marks(context: Context): readonly Marks[] {
  const weight = rolloutSelector(context, candidateWeightRecord);
  const firing = rolloutSelector(context, "ALERTS", { alertstate: "firing" });
  const step = context.environment.prometheus.evaluationInterval;
  return [
    {
      name: "Steps",
      // One point, at any zoom: the distance of points is the interval itself.
      expr: `group by (stage) (${weight} unless ${weight} offset $__interval)`,
      title: "Stage {{stage}}",
      text: "The cluster has applied stage {{stage}}.",
      tags: ["stage"],
      color: "blue",
      step,
    },
    {
      name: "Alerts",
      expr: `max by (alertname, severity) (${firing})`,
      title: "{{alertname}}",
      text: "{{alertname}} fires ({{severity}}).",
      tags: ["alertname", "severity"],
      color: "red",
      step,
    },
  ];
}
