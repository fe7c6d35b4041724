import type { Alert } from "../../model/alert.ts";
import type { Signal } from "../../model/signal.ts";

/** The least evidence an alert fires on; 0 asks for none. */
export interface Floors {
  /** Events that a value rests on. */
  readonly minimumSamples: number;
  /** Of a share's events, those that take it across the limit. */
  readonly minimumFailures: number;
}

/**
 * Failures of a share without which an alert stays silent, unless it says
 * otherwise. Of 120 requests, one that fails is a share of 0.8 %, and so
 * happens by chance, day for day, in a service that is well; five within the
 * same window do not.
 */
const fewestFailures = 5;

/** The floors of an alert on a signal. */
export function floorsOf(when: Extract<Alert["when"], { readonly minimumSamples: number }>, signal: Signal): Floors {
  return {
    minimumSamples: when.minimumSamples,
    minimumFailures: signal.kind === "ratio" ? (when.minimumFailures ?? fewestFailures) : 0,
  };
}

/** PromQL after a condition that asks for so many events beside it; nothing where there are none to count. */
export function atLeast(events: string | undefined, minimum: number): string {
  return events === undefined || minimum === 0 ? "" : ` and on () (${events} >= ${minimum})`;
}
