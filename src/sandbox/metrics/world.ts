import type { SeriesVariant } from "../../compile/observability/series.ts";
import type { SimulatedSeries } from "./simulate-series.ts";

/** What happens to a rollout in virtual time. */
export interface World {
  /** A signal of a variant. */
  readonly series: (signal: string, variant: SeriesVariant) => SimulatedSeries;
  /** Whether targets of the candidate answer at a time. */
  readonly isUp: (time: number) => boolean;
}
