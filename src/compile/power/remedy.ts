import { formatDuration, seconds } from "../../model/quantity.ts";
import type { SeriesVariant } from "../observability/series.ts";
import type { Position } from "../position.ts";
import type { Expectation, Ramp } from "./requests.ts";

/** What would be enough for a gate, each by itself. */
export interface Remedy {
  /** A longer hold at the same share of requests. */
  readonly hold?: string;
  /** A larger share of requests within the same hold. */
  readonly weight?: string;
}

/** What a gate lacks at a stage. */
export interface Shortage {
  readonly needed: number;
  /** Requests that it needs when there are so many of the baseline for each. */
  readonly needs: (baselinePerRequest: number) => number | undefined;
  /** Its share of the service's requests at this stage, above 0. */
  readonly share: number;
  readonly variant: SeriesVariant;
  /** Whether it needs a baseline too. */
  readonly compares: boolean;
  readonly expected: Expectation;
}

/** Nobody holds a stage longer. */
const longest = 365 * 86_400;

/** The hold, and the weight where the ladder moves one, with which the expected traffic is enough. */
export function remedyOf({ positions }: Ramp, position: Position, shortage: Shortage): Remedy {
  const { needed, needs, share, variant, compares, expected } = shortage;
  const span = roundedUp(needed / (expected.requests * share));
  const hold = span > longest ? {} : { hold: formatDuration(span) };
  const isWeighed = variant === "candidate" && position.mirrorPercent === 0 && positions.some(({ weight }) => weight > 0);
  if (!isWeighed || position.stage.hold === undefined) return hold;
  const all = expected.requests * seconds(position.stage.hold);
  for (let percent = Math.floor(share * 100) + 1; percent <= (compares ? 99 : 100); percent += 1) {
    if ((needs((100 - percent) / percent) ?? 0) <= (all * percent) / 100) return { ...hold, weight: `${percent} %` };
  }
  return hold;
}

/** Seconds rounded up to what a person would write: minutes up to two hours, then hours, then days. */
function roundedUp(span: number): number {
  const unit = span <= 7200 ? 60 : span <= 10 * 86_400 ? 3600 : 86_400;
  return Math.ceil(span / unit) * unit;
}

/** A remedy in words: `hold 8h or weight 19 %`; `undefined` when nothing is. */
export function remedyWords(remedy: Remedy | undefined): string | undefined {
  const ways = [remedy?.hold && `hold ${remedy.hold}`, remedy?.weight && `weight ${remedy.weight}`].filter((way) => way !== undefined);
  return ways.length === 0 ? undefined : ways.join(" or ");
}
