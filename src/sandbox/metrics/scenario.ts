import type { SeriesVariant } from "../../compile/observability/series.ts";

/** What goes wrong in a signal: requests that fail, answers that are slow or poor, resources that are used up. */
export type Concern = "failures" | "slowness" | "resources";

/** A minute of a series in virtual time. */
export interface Moment {
  /** Seconds since the stage began; negative before. */
  readonly elapsed: number;
  /** Seconds the stage is held for. */
  readonly hold: number;
  readonly variant: SeriesVariant;
  readonly concern: Concern;
}

/** Something that can happen to a rollout, as plain functions of time and series. */
export interface Scenario {
  /** What happens, in a clause. */
  readonly summary: string;
  /** Requests as a multiple of the usual ones. */
  readonly requests: (moment: Moment) => number;
  /**
   * How bad a series is: 0 as good as the baseline usually is, 1 exactly at the
   * tightest limit that a gate has for it, beyond that above 1.
   */
  readonly strain: (moment: Moment) => number;
  /** Whether the minute was scraped. */
  readonly scraped: (moment: Moment) => boolean;
}
