import { poissonMass } from "../../base/statistics/mass.ts";
import { slidingCountChance } from "../../base/statistics/sliding-count.ts";
import type { Alert } from "../../model/alert.ts";
import { baseAmount, seconds } from "../../model/quantity.ts";
import { alertBasis } from "../observability/alert-basis.ts";
import { threshold, type Limit } from "../observability/limit.ts";
import { signalNamed, windowOf, type Series } from "../observability/series.ts";
import type { Position } from "../position.ts";
import { expectationOf, shareOfRequests, type Ramp } from "./requests.ts";

/** How likely an alert on a share fires while the candidate is as good as expected. */
export interface AlertChance {
  readonly alert: string;
  readonly stage: string;
  /** That it fires at least once within the stage's hold, from 0 to 1. */
  readonly chance: number;
  /** The fewest failures to ask for with which it does so in one ramp of ten at the most; `undefined` where the limit is within what is expected. */
  readonly enough: number | undefined;
}

/** As often as this, an alert may fire by chance at a stage. */
export const toleratedChance = 0.1;

/**
 * How likely alerts on shares fire by chance, at each stage that is held.
 * Requests are as many, and fail as often, as the environment expects, evenly
 * over the day and each by itself; empty where it does not say so.
 */
export function alertChances(ramp: Ramp): readonly AlertChance[] {
  const expected = expectationOf(ramp);
  if (expected?.errors === undefined) return [];
  const share = Number(baseAmount(expected.errors));
  return Object.entries(ramp.rollout.alerts).flatMap(([name, alert]) =>
    ramp.positions.flatMap((position): readonly AlertChance[] => {
      if (position.stage.hold === undefined) return [];
      const told = chanceWith({ ...ramp, position }, name, alert, { requests: expected.requests, share });
      if (told === undefined) return [];
      const chance = told.chanceOf(told.floor);
      const isQuiet = (failures: number): boolean => told.chanceOf(failures) <= toleratedChance;
      const enough = chance <= toleratedChance || told.isBeyond ? undefined : leastFailures(isQuiet);
      return [{ alert: name, stage: position.stage.name, chance, enough }];
    }),
  );
}

interface Service {
  readonly requests: number;
  readonly share: number;
}

interface Chances {
  /** The chance with a floor of so many failures. */
  readonly chanceOf: (failures: number) => number;
  /** The floor that the alert has. */
  readonly floor: number;
  /** Whether what is expected is beyond the limit already. */
  readonly isBeyond: boolean;
}

/** The chance of an alert at a stage; `undefined` where there is nothing to tell. */
function chanceWith(ramp: Ramp & { readonly position: Position }, name: string, alert: Alert, service: Service): Chances | undefined {
  const basis = alertBasis(ramp, name, alert);
  if (basis.kind !== "judgement" && basis.kind !== "burn-rate") return undefined;
  const { series, baseline } = basis.kind === "judgement" ? basis.judgement : { series: basis.series, baseline: undefined };
  const signal = signalNamed(ramp.rollout, series.signal);
  if (signal.kind !== "ratio") return undefined;
  const [judged, compared] = [series, baseline].map((side) => side && shareOfRequests(ramp, ramp.position, side.variant));
  if (judged === undefined || judged === 0 || (baseline !== undefined && (compared ?? 0) === 0)) return undefined;
  const scrape = seconds(ramp.environment.prometheus.scrapeInterval);
  const perSecond = service.requests * judged;
  const times = { lasts: seconds(alert.for), during: seconds(ramp.position.stage.hold ?? "0s") };

  /** At least so many of the judged side fail, and more than a share of its requests, in a window of a length. */
  const within = (length: number, limit: number, failures: number): number => {
    // Between its first and its last scrape a window sees less than its length, and extrapolates.
    const window = length - scrape;
    const least = Math.max(Math.floor(perSecond * window * limit + 1e-9) + 1, Math.ceil((failures * window) / length - 1e-9));
    return slidingCountChance({ rate: perSecond * service.share, window, least, ...times });
  };
  const lengthOf = ({ over }: Series): number => seconds(over ?? windowOf(signal) ?? "0s");
  const { minimumSamples, minimumFailures: floor } = basis.floors;
  if (basis.kind === "burn-rate") {
    const tiers = basis.tiers.map(({ short, long, threshold: edge }) => ({
      short: lengthOf(short),
      long: lengthOf(long),
      limit: signal.worse === "higher" ? Number(edge) : 1 - Number(edge),
    }));
    const asked = tiers.filter(({ long }) => perSecond * long >= minimumSamples);
    return {
      floor,
      isBeyond: tiers.some(({ limit }) => limit <= service.share),
      chanceOf: (failures) => {
        const both = asked.map(({ short, long, limit }) => Math.min(within(short, limit, 0), within(long, limit, failures)));
        return Math.min(
          1,
          both.reduce((sum, chance) => sum + chance, 0),
        );
      },
    };
  }
  const { limit } = basis.judgement;
  const length = lengthOf(series);
  const others = service.requests * (compared ?? 0) * length;
  const isBeyond = badLimit(limit, service.share) <= service.share;
  if (Math.min(perSecond * length, baseline === undefined ? Infinity : others) < minimumSamples)
    return { floor, isBeyond, chanceOf: () => 0 };
  const baselines = baseline === undefined ? [{ count: 0, weight: 1 }] : likelyCounts(others * service.share);
  return {
    floor,
    isBeyond,
    chanceOf: (failures) =>
      baselines.reduce(
        (sum, { count, weight }) =>
          sum + weight * within(length, Math.max(0, badLimit(limit, baseline === undefined ? 0 : count / others)), failures),
        0,
      ),
  };
}

/** The share of failures at which a limit lies, given that of the baseline. */
function badLimit(limit: Limit, baseline: number): number {
  const at = (share: "0" | "1"): number => Number(threshold(limit, share));
  const line = (share: number): number => at("0") + (at("1") - at("0")) * share;
  return limit.side === "above" ? line(baseline) : 1 - line(1 - baseline);
}

/** Some of the counts that a mean brings, with how likely they are; at most some hundreds. */
function likelyCounts(mean: number): readonly { readonly count: number; readonly weight: number }[] {
  const spread = 6 * Math.sqrt(mean) + 6;
  const from = Math.max(0, Math.floor(mean - spread));
  const stride = Math.max(1, Math.floor(spread / 100));
  const counts = Array.from({ length: Math.ceil((mean + spread - from) / stride) + 1 }, (_, index) => from + index * stride);
  const masses = counts.map((count) => poissonMass(count, mean));
  const all = masses.reduce((sum, mass) => sum + mass, 0);
  return counts.map((count, index) => ({ count, weight: (masses[index] ?? 0) / all }));
}

/** The smallest number that is enough, when greater ones are; `undefined` where a million is not. */
function leastFailures(isEnough: (failures: number) => boolean): number | undefined {
  let high = 1;
  while (!isEnough(high)) {
    high *= 2;
    if (high > 1_000_000) return undefined;
  }
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
