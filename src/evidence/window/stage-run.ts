import type { SeriesData } from "../metrics-source.ts";
import { redact } from "../../base/redact.ts";

/** A stretch without samples that was taken for part of the stay. */
export interface Gap {
  readonly start: number;
  readonly end: number;
}

/** What the recorded stage series says about the stay at a stage. */
export type StageRun =
  | {
      readonly kind: "since";
      /** First moment of the unbroken stay, Unix seconds. */
      readonly start: number;
      /** Whether the stay may have begun even earlier: it fills all that was searched. */
      readonly orEarlier: boolean;
      readonly bridged: readonly Gap[];
      /** A gap that was too long to bridge, which the stay is counted from. */
      readonly after?: Gap;
    }
  /** The series tells another stage: this one is not applied, or no longer. */
  | { readonly kind: "elsewhere"; readonly stage: string }
  /** Two stages are recorded at once, for longer than a change takes. */
  | { readonly kind: "conflict"; readonly stage: string }
  /** No stage is recorded at all. */
  | { readonly kind: "absent" };

/** What is asked of the stage series. */
export interface RunQuestion {
  readonly stage: string;
  /** Start of what was searched. */
  readonly from: number;
  /** Seconds between the points. */
  readonly step: number;
  /** Longest gap, in seconds, that is bridged when no other stage was recorded in it. */
  readonly bridge: number;
}

/** A series is still answered so long after its last sample, so two stages may overlap by it. */
const lookback = 300;

/**
 * Finds since when a stage stands, from the points of the stage series. A gap
 * (a restart, a lost scrape) is bridged when it is short and nothing else was
 * recorded in it; a rollback in between starts the stay anew.
 */
export function stageRun(series: readonly SeriesData[], { stage, from, step, bridge }: RunQuestion): StageRun {
  const own = timesOf(series.filter(({ labels }) => labels["stage"] === stage));
  const others = series.filter(({ labels }) => labels["stage"] !== stage);
  const other = timesOf(others);
  const last = own.at(-1);
  const lastOther = other.at(-1);
  if (last === undefined) return lastOther === undefined ? { kind: "absent" } : { kind: "elsewhere", stage: stageAt(others, lastOther) };
  if (lastOther !== undefined && lastOther > last + step) return { kind: "elsewhere", stage: stageAt(others, lastOther) };
  const overlap = own.filter((time) => time > last - 2 * lookback && other.includes(time));
  if (lastOther !== undefined && lastOther >= last - step && overlap.length * step > lookback + step) {
    return { kind: "conflict", stage: stageAt(others, lastOther) };
  }

  const bridged: Gap[] = [];
  let start = last;
  for (let index = own.length - 2; index >= 0; index--) {
    const before = own[index] ?? start;
    if (start - before > step * 1.5) {
      const gap = { start: before, end: start };
      const elsewhere = other.some((time) => time > before && time < start);
      if (elsewhere) return { kind: "since", start, orEarlier: false, bridged };
      if (start - before > bridge) return { kind: "since", start, orEarlier: false, bridged, after: gap };
      bridged.unshift(gap);
    }
    start = before;
  }
  return { kind: "since", start, orEarlier: start <= from + step, bridged };
}

function timesOf(series: readonly SeriesData[]): readonly number[] {
  const times = new Set(series.flatMap(({ points }) => points.filter(([, value]) => Number.isFinite(value)).map(([time]) => time)));
  return [...times].toSorted((left, right) => left - right);
}

function stageAt(series: readonly SeriesData[], time: number): string {
  return redact(series.find(({ points }) => points.some(([at]) => at === time))?.labels["stage"] ?? "(none)", []);
}
