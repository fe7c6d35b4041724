import { normalQuantile, normalTail } from "../../base/statistics/index.ts";
import type { Context } from "../../compile/context.ts";
import { signalNamed, type SeriesVariant } from "../../compile/observability/series.ts";
import { seconds } from "../../model/quantity.ts";
import { signalDimension } from "../../model/signal-dimension.ts";
import type { Signal } from "../../model/signal.ts";
import { count, gaussian } from "./noise.ts";
import { reachOf } from "./reach.ts";
import type { Concern, Moment, Scenario } from "./scenario.ts";

/** Virtual time: when the stage began, how long it holds, and until when there is data; Unix seconds. */
export interface Timeline {
  readonly began: number;
  readonly hold: number;
  readonly now: number;
}

/** A signal of a variant, minute by minute; `undefined` where there is nothing to tell. */
export interface SimulatedSeries {
  /** The signal as it is recorded at a time; over another length than its own window where one is given, in seconds. */
  readonly value: (time: number, length?: number) => number | undefined;
  /** Events of all kinds within the window, by what the counters show. */
  readonly events: (time: number, length?: number) => number | undefined;
  /** Those of them that count for a share. */
  readonly part: (time: number, length?: number) => number | undefined;
  /** First values of counters that began within the window; nothing where none did. */
  readonly born?: (time: number, length: number) => { readonly events: number | undefined; readonly part: number | undefined };
}

/** Data begins so long before the stage, in seconds. */
export const prelude = 3600;
const minute = 60;
const requestsPerMinute = 6000;
/** Fewest the candidate is given, so that a mirror or a header brings it some too. */
const fewestPerMinute = 600;
/** How far latencies spread: the standard deviation of their logarithm. */
const spread = 0.5;
/** Minutes that the quantile of a long window is reckoned from. */
const mostMinutes = 400;

interface Minute {
  readonly requests: number;
  readonly part: number;
  readonly level: number;
  readonly scraped: boolean;
}

/** Plays a signal of a variant in a scenario. */
export function simulateSeries(
  context: Context,
  scenario: Scenario,
  { began, hold, now }: Timeline,
  name: string,
  variant: SeriesVariant,
): SimulatedSeries {
  const signal = signalNamed(context.rollout, name);
  const { usual, reach } = reachOf(context, name);
  const concern = concernOf(context, signal);
  const first = began - prelude;
  const share = Number(context.position.candidatePercent) / 100;
  const usualRequests = Math.max(fewestPerMinute, requestsPerMinute * (variant === "candidate" ? share : 1 - share));
  const key = `${name}.${variant}`;
  const minutes = Array.from({ length: Math.max(1, Math.floor((now - first) / minute) + 1) }, (_, index): Minute => {
    const moment: Moment = { elapsed: first + index * minute - began, hold, variant, concern };
    const requests = count(`${key}.requests`, index, usualRequests * scenario.requests(moment));
    const target = Math.max(0, usual + scenario.strain(moment) * reach);
    const shown = signal.kind === "ratio" ? Math.min(1, target) : target;
    const isFew = shown <= 0.5;
    const part =
      signal.kind === "increase"
        ? count(`${key}.part`, index, (shown * minute) / seconds(signal.window))
        : signal.kind !== "ratio"
          ? 0
          : isFew
            ? Math.min(requests, count(`${key}.part`, index, requests * shown))
            : requests - Math.min(requests, count(`${key}.part`, index, requests * (1 - shown)));
    const level = shown * (1 + 0.01 * gaussian(`${key}.level`, index));
    return { requests, part, level, scraped: scenario.scraped(moment) };
  });
  const requests = sums(minutes.map((one) => one.requests));
  const parts = sums(minutes.map((one) => one.part));
  const isQuiet = (from: number, to: number): boolean => (requests[to] ?? 0) - (requests[from] ?? 0) <= 0;

  /** First and last minute of a window that were scraped, once there are two, and how much wider the window is. */
  const range = (time: number, length: number) => {
    const end = Math.floor((time - first) / minute);
    if (end < 1 || end >= minutes.length) return undefined;
    const start = Math.max(0, end - Math.round(length / minute) + 1);
    let [from, to] = [start, end];
    while (from < to && minutes[from]?.scraped !== true) from += 1;
    while (to > from && minutes[to]?.scraped !== true) to -= 1;
    return to <= from ? undefined : { from, to, wider: (to - from + 1) / (to - from) };
  };
  const own = "window" in signal ? seconds(signal.window) : minute;
  const grown = (total: readonly number[], time: number, length: number): number | undefined => {
    const found = range(time, length);
    return found && ((total[found.to] ?? 0) - (total[found.from] ?? 0)) * found.wider;
  };
  return {
    events: (time, length = own) => grown(requests, time, length),
    part: (time, length = own) => grown(parts, time, length),
    value: (time, length = own) => {
      if (signal.kind === "level" || signal.kind === "quotient") {
        const at = minutes[Math.floor((time - first) / minute)];
        return at?.scraped === true ? at.level : undefined;
      }
      const found = range(time, length);
      if (found === undefined || isQuiet(found.from, found.to)) return undefined;
      const { from, to, wider } = found;
      if (signal.kind === "ratio") return ((parts[to] ?? 0) - (parts[from] ?? 0)) / ((requests[to] ?? 0) - (requests[from] ?? 0));
      if (signal.kind === "increase") return ((parts[to] ?? 0) - (parts[from] ?? 0)) * wider;
      const stride = Math.max(1, Math.ceil((to - from) / mostMinutes));
      const some = minutes.slice(from + 1, to + 1).filter((_, index) => index % stride === 0);
      return signal.kind === "quantile" ? mixedQuantile(some, signal.quantile) : mean(some);
    },
  };
}

function concernOf({ rollout }: Context, signal: Signal): Concern {
  switch (signal.kind) {
    case "ratio":
    case "increase":
      return "failures";
    case "quantile":
    case "mean":
      return signalDimension(signal, rollout.metrics) === "duration" ? "slowness" : "failures";
    case "rate":
    case "level":
    case "quotient":
      return "resources";
  }
}

/** Running totals, each with its own minute. */
function sums(values: readonly number[]): readonly number[] {
  let total = 0;
  return values.map((value) => (total += value));
}

function mean(minutes: readonly Minute[]): number {
  const requests = minutes.reduce((sum, one) => sum + one.requests, 0);
  return minutes.reduce((sum, one) => sum + one.requests * one.level, 0) / requests;
}

/** Quantile over all requests of minutes whose latencies are log-normal with this quantile each; it lies between theirs. */
function mixedQuantile(minutes: readonly Minute[], quantile: number): number {
  const z = normalQuantile(quantile);
  const busy = minutes.filter(({ requests }) => requests > 0);
  const levels = busy.map(({ level }) => level);
  let [low, high] = [Math.min(...levels), Math.max(...levels)];
  if (busy.length <= 10) return mean(busy);
  const total = busy.reduce((sum, { requests }) => sum + requests, 0);
  while (high - low > 1e-4 * high) {
    const middle = (low + high) / 2;
    const above = busy.reduce((sum, { requests, level }) => sum + requests * normalTail(z + Math.log(middle / level) / spread), 0);
    if (above / total > 1 - quantile) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
