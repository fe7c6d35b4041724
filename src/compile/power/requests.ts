import { seconds, baseAmount } from "../../model/quantity.ts";
import type { Context } from "../context.ts";
import type { SeriesVariant } from "../observability/series.ts";
import type { Position } from "../position.ts";

/** All that power is worked out from: everything but the stage where the rollout stands. */
export type Ramp = Omit<Context, "position">;

/** What an environment expects of a service. */
export interface Expectation {
  /** Per second. */
  readonly requests: number;
  readonly usersPerDay: number | undefined;
  /** Share of requests that fail, as it is written. */
  readonly errors: string | undefined;
}

/** What the environment expects of the rollout's service; `undefined` where it does not say. */
export function expectationOf({ rollout, environment }: Ramp): Expectation | undefined {
  const expected = environment.expectedTraffic[rollout.service];
  return expected && { requests: Number(baseAmount(expected.requests)), usersPerDay: expected.usersPerDay, errors: expected.errors };
}

/**
 * Share of the service's requests that a variant's series count at a stage,
 * copies included, from 0 to 1. `undefined` where the definition does not
 * tell: nothing on the ladder moves a share, or requests are picked by a match alone.
 */
export function shareOfRequests({ positions }: Ramp, position: Position, variant: SeriesVariant): number | undefined {
  const mirrors = positions.some(({ mirrorPercent }) => mirrorPercent > 0);
  if (!mirrors && positions.every(({ candidatePercent }) => candidatePercent === "0")) return undefined;
  const candidate = Number(position.candidatePercent) / 100;
  const isPicked = candidate === 0 && position.canary === "present" && position.match !== undefined;
  switch (variant) {
    case "none":
      // On a ladder that mirrors, what is measured for the whole service compares copies.
      if (mirrors) return position.mirrorPercent / 100;
      return isPicked || candidate > 0 ? 1 : 0;
    case "candidate":
      return isPicked ? undefined : Math.min(1, candidate + position.mirrorPercent / 100);
    case "baseline":
      return 1 - candidate;
  }
}

/** Requests of so large a share within the stage's hold; `undefined` without a hold. */
export function requestsWithin({ stage }: Position, share: number | undefined, { requests }: Expectation): number | undefined {
  return stage.hold === undefined || share === undefined ? undefined : Math.round(requests * share * seconds(stage.hold));
}

const day = 86_400;

/**
 * Users who meet the candidate within the hold at least once. The people of
 * one day are taken to be those of the next. Where each request is drawn by
 * itself, somebody with many requests hardly escapes a small share.
 */
export function usersExposed({ rollout }: Ramp, position: Position, expected: Expectation): number | undefined {
  const { usersPerDay, requests } = expected;
  if (usersPerDay === undefined || position.stage.hold === undefined) return undefined;
  const hold = seconds(position.stage.hold);
  const users = usersPerDay * Math.min(1, hold / day);
  const share = Number(position.candidatePercent) / 100;
  const isDrawnByRequest = position.weight > 0 && rollout.traffic?.affinityCookie === undefined;
  const requestsOfUser = Math.max(1, (requests * hold) / users);
  // Rounded up: part of a user is one who may meet it.
  return Math.ceil(Number((users * (isDrawnByRequest ? 1 - (1 - share) ** requestsOfUser : share)).toFixed(3)));
}
