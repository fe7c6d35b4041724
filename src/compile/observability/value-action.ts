import { signalDimension } from "../../model/signal-dimension.ts";
import type { Rollout } from "../../model/rollout.ts";
import type { Signal } from "../../model/signal.ts";

/**
 * The template action that prints an alert's value in the unit of its signal.
 * @see https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#numbers
 */
export function valueAction(rollout: Rollout, signal: Signal): string {
  switch (signalDimension(signal, rollout.metrics)) {
    case "percent":
    case "points":
      return "{{ $value | humanizePercentage }}";
    case "duration":
      return "{{ $value | humanizeDuration }}";
    case "bytes":
      return "{{ $value | humanize1024 }}B";
    case "rate":
      return "{{ $value | humanize }}/s";
    case "multiple":
    case "number":
      return "{{ $value | humanize }}";
  }
}
