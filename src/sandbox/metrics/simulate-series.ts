import { normalQuantile, normalTail } from "../../base/statistics/index.ts";
import type { Context } from "../../compile/context.ts";
import { signalNamed, type SeriesVariant } from "../../compile/observability/series.ts";
import { bucketBounds, bucketCounts, logSpread } from "../../evidence/synthetic/log-normal-buckets.ts";
import { seconds } from "../../model/quantity.ts";
import { signalDimension } from "../../model/signal-dimension.ts";
import type { Signal } from "../../model/signal.ts";
import { count, gaussian } from "./noise.ts";
import { reachOf } from "./reach.ts";
import type { Concern, Moment, Scenario } from "./scenario.ts";
import { playedHold, prelude, type Standpoint, type Timeline } from "./timeline.ts";

/** A signal of a variant, minute by minute; `undefined` where there is nothing to tell. */
export interface SimulatedSeries {
  /** The signal as it is recorded at a time; over another length than its own window where one is given, in seconds. */
  readonly value: (time: number, length?: number) => number | undefined;
  /** Events of all kinds within the window, by what the counters show. */
  readonly events: (time: number, length?: number) => number | undefined;
  /** Those of them that count for a share. */
  readonly part: (time: number, length?: number) => number | undefined;
  /** For a quantile, how many values there were up to each of some bounds, the last of which is infinite. */
  readonly buckets?: {
    readonly bounds: readonly number[];
    readonly counts: (time: number, length: number) => readonly number[] | undefined;
  };
  /** First values of counters that began within the window; nothing where none did. */
  readonly born?: (time: number, length: number) => { readonly events: number | undefined; readonly part: number | undefined };
}

const minute = 60;
const requestsPerMinute = 6000;
/** Fewest the candidate is given, so that a mirror or a header brings it some too. */
const fewestPerMinute = 600;
/** Minutes that the quantile of a long window is reckoned from. */
const mostMinutes = 400;

interface Minute {
  readonly requests: number;
  readonly part: number;
  readonly level: number;
  readonly scraped: boolean;
}

/**
 * Plays a signal of a variant. Minutes are made once, when they are first
 * looked at, by the stage and the scenario of their time, so that what was
 * measured stays as it was.
 */
export function simulateSeries(
  context: Context,
  scenarioAt: (time: number) => Scenario,
  timeline: Timeline,
  name: string,
  variant: SeriesVariant,
): SimulatedSeries {
  const signal = signalNamed(context.rollout, name);
  const { usual, reach } = reachOf(context, name);
  const concern = concernOf(context, signal);
  const { first } = timeline;
  const key = `${name}.${variant}`;
  const make = (index: number): Minute => {
    const time = first + index * minute;
    const { position, elapsed, hold } = timeline.standpoint(time) ?? nowhere(context, time - first);
    const scenario = scenarioAt(time);
    const share = Number(position.candidatePercent) / 100;
    const usualRequests = Math.max(fewestPerMinute, requestsPerMinute * (variant === "candidate" ? share : 1 - share));
    const moment: Moment = { elapsed, hold, variant, concern };
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
  };
  const minutes: Minute[] = [];
  /** Running totals, each with its own minute. */
  const requests: number[] = [];
  const parts: number[] = [];
  const grow = (): void => {
    const end = Math.max(0, Math.floor((timeline.now() - first) / minute));
    for (let index = minutes.length; index <= end; index += 1) {
      const made = make(index);
      minutes.push(made);
      requests.push((requests.at(-1) ?? 0) + made.requests);
      parts.push((parts.at(-1) ?? 0) + made.part);
    }
  };
  const isQuiet = (from: number, to: number): boolean => (requests[to] ?? 0) - (requests[from] ?? 0) <= 0;

  /** First and last minute of a window that were scraped, once there are two, and how much wider the window is. */
  const range = (time: number, length: number) => {
    grow();
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
  /** Some minutes of a range, evenly spread, and for how many requests one of theirs stands. */
  const sampled = ({ from, to }: { readonly from: number; readonly to: number }) => {
    const stride = Math.max(1, Math.ceil((to - from) / mostMinutes));
    const some = minutes.slice(from + 1, to + 1).filter((_, index) => index % stride === 0);
    const counted = some.reduce((sum, one) => sum + one.requests, 0);
    return { some, stands: counted > 0 ? ((requests[to] ?? 0) - (requests[from] ?? 0)) / counted : 1 };
  };
  const bounds = signal.kind === "quantile" ? bucketBounds(usual / 4, usual + 8 * Math.abs(reach), signal.quantile) : [];
  const countsUpTo = (quantile: number) => (time: number, length: number) => {
    const found = range(time, length);
    if (found === undefined) return undefined;
    const { some, stands } = sampled(found);
    const intervals = some.map(({ requests, level }) => ({ requests: requests * stands * found.wider, level }));
    return bucketCounts(intervals, quantile, bounds);
  };
  return {
    events: (time, length = own) => grown(requests, time, length),
    part: (time, length = own) => grown(parts, time, length),
    ...(signal.kind === "quantile" ? { buckets: { bounds, counts: countsUpTo(signal.quantile) } } : {}),
    value: (time, length = own) => {
      if (signal.kind === "level" || signal.kind === "quotient") {
        grow();
        const at = minutes[Math.floor((time - first) / minute)];
        return at?.scraped === true ? at.level : undefined;
      }
      const found = range(time, length);
      if (found === undefined || isQuiet(found.from, found.to)) return undefined;
      const { from, to, wider } = found;
      if (signal.kind === "ratio") return ((parts[to] ?? 0) - (parts[from] ?? 0)) / ((requests[to] ?? 0) - (requests[from] ?? 0));
      if (signal.kind === "increase") return ((parts[to] ?? 0) - (parts[from] ?? 0)) * wider;
      const { some } = sampled(found);
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

/** As at the first stage, which is about to begin. */
function nowhere({ positions, position }: Context, elapsed: number): Standpoint {
  const start = positions[0] ?? position;
  return { position: start, elapsed: Math.min(-1, elapsed - prelude), hold: playedHold(start) };
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
    const above = busy.reduce((sum, { requests, level }) => sum + requests * normalTail(z + Math.log(middle / level) / logSpread), 0);
    if (above / total > 1 - quantile) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
