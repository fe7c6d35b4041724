/** Events among trials: failed among all requests. Rates that Prometheus extrapolates are not whole numbers; only exact tests round them. */
export interface Sample {
  readonly events: number;
  readonly trials: number;
}

/** The share of events; throws for counts that are none. */
export function shareOf({ events, trials }: Sample): number {
  if (!(trials > 0 && events >= 0 && events <= trials && Number.isFinite(trials))) {
    throw new RangeError(
      `Cannot take the share of ${events} events in ${trials} trials: expected 0 <= events <= trials and trials above 0`,
    );
  }
  return events / trials;
}
