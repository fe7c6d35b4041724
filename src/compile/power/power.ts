import type { Certainty } from "../../base/statistics/required-trials.ts";
import { shift } from "../../base/decimal.ts";
import { baseAmount, formatDuration, seconds } from "../../model/quantity.ts";
import type { SignalGate } from "../../model/gate.ts";
import { amountLimit, changeLimit, limitWords, type Limit } from "../observability/limit.ts";
import { signalNamed, type SeriesVariant } from "../observability/series.ts";
import type { Position } from "../position.ts";
import { detectionOf, type Detection } from "./detection.ts";
import type { Regression } from "./regression.ts";
import { expectationOf, requestsWithin, shareOfRequests, usersExposed, type Expectation, type Ramp } from "./requests.ts";

/** Of what is as good as expected, the share that a gate clears. */
export const wantedPower = "80 %";
/** Of what is exactly at its limit, the share that a gate does not clear, where the gate does not say itself. */
export const wantedConfidence = "95 %";

/** What a stage can tell before it is left. */
export interface StagePower {
  readonly stage: string;
  readonly hold: string | undefined;
  /** Requests expected within the hold; the candidate's with copies. `undefined` where the definition does not tell. */
  readonly candidateRequests: number | undefined;
  readonly baselineRequests: number | undefined;
  /** Users who meet the candidate within the hold. */
  readonly usersExposed: number | undefined;
  /** Gates of the stage that a signal answers. */
  readonly gates: readonly GatePower[];
}

/** What a gate can tell within the hold of a stage. */
export interface GatePower {
  readonly gate: string;
  readonly signal: string;
  /** Its hold limit in words: `above 0.1 %`. */
  readonly limit: string;
  readonly confidence: string;
  readonly power: string;
  /** Requests that its answer rests on, expected within the hold. */
  readonly requests: number | undefined;
  /** The smallest regression that so many tell from what is expected. */
  readonly detects: Regression | undefined;
  /** Requests that its own limit needs. */
  readonly needed: number | undefined;
  readonly missing: number;
  /** Whether the hold is enough for its own limit; `undefined` where that cannot be told beforehand. */
  readonly enough: boolean | undefined;
  /** Why it is not enough whatever the hold, or why nothing can be told. */
  readonly because: string | undefined;
  /** What had to be assumed of the requests. */
  readonly assumes: string;
  /** What would be enough, each by itself. */
  readonly remedy: Remedy | undefined;
}

/** What would be enough for a gate. */
export interface Remedy {
  /** A longer hold at the same share. */
  readonly hold?: string;
  /** A larger share of requests within the same hold. */
  readonly weight?: string;
}

/**
 * What each stage's gates can detect, from the traffic that the environment
 * expects of the service; empty where it expects none. Does not depend on where
 * the rollout stands.
 */
export function power(ramp: Ramp): readonly StagePower[] {
  const expected = expectationOf(ramp);
  if (expected === undefined) return [];
  const detections = new Map<string, Detection>();
  return ramp.positions.map((position) => {
    const within = (variant: SeriesVariant) => requestsWithin(position, shareOfRequests(ramp, position, variant), expected);
    return {
      stage: position.stage.name,
      hold: position.stage.hold,
      candidateRequests: within("candidate"),
      baselineRequests: within("baseline"),
      usersExposed: usersExposed(ramp, position, expected),
      gates: position.stage.gates.flatMap((name) => {
        const gate = ramp.rollout.gates[name];
        if (gate === undefined || !("signal" in gate)) return [];
        const detection = detections.get(name) ?? memoised(detect(ramp, gate, expected));
        detections.set(name, detection);
        return [gatePower(ramp, position, name, gate, detection, expected)];
      }),
    };
  });
}

function gatePower(
  ramp: Ramp,
  position: Position,
  name: string,
  gate: SignalGate,
  detection: Detection,
  expected: Expectation,
): GatePower {
  const limit = limitOf(gate);
  const variant = variantOf(ramp, gate);
  const share = shareOfRequests(ramp, position, variant);
  const baselineShare = limit.against === "baseline" ? shareOfRequests(ramp, position, "baseline") : undefined;
  const requests = requestsWithin(position, share, expected);
  const baseline = requestsWithin(position, baselineShare, expected) ?? 0;
  const never =
    share === 0
      ? variant === "none"
        ? "nothing is compared at this stage"
        : `no request reaches the ${variant} at this stage`
      : baselineShare === 0
        ? "no baseline is left to compare with"
        : detection.never;
  const statistical = never === undefined ? detection.needs(share === undefined || baselineShare === undefined ? 1 : baselineShare / share) : undefined;
  const needed = statistical === undefined && gate.minimumSamples === 0 ? undefined : Math.max(statistical ?? 0, gate.minimumSamples);
  const isKnown = never === undefined && share !== undefined;
  const missing = isKnown && needed !== undefined ? Math.max(0, needed - (requests ?? 0)) : 0;
  const enough = never !== undefined || missing > 0 ? false : isKnown && statistical !== undefined ? true : undefined;
  return {
    gate: name,
    signal: gate.signal,
    limit: limitWords(limit),
    confidence: confidenceOf(gate),
    power: wantedPower,
    requests,
    detects: isKnown && requests !== undefined && requests > 0 ? detection.detects({ judged: requests, baseline }) : undefined,
    needed: never === undefined ? needed : undefined,
    missing,
    enough,
    because: never ?? (share === undefined ? "the ladder does not say which share of the requests this is" : missing > 0 ? undefined : detection.unknown),
    assumes: detection.assumes,
    remedy: missing > 0 && needed !== undefined && share !== undefined ? remedyOf(ramp, position, { needed, share, variant, limit, gate, detection, expected }) : undefined,
  };
}

interface Shortage {
  readonly needed: number;
  readonly share: number;
  readonly variant: SeriesVariant;
  readonly limit: Limit;
  readonly gate: SignalGate;
  readonly detection: Detection;
  readonly expected: Expectation;
}

const longest = 365 * 86_400;

function remedyOf(ramp: Ramp, position: Position, { needed, share, variant, limit, gate, detection, expected }: Shortage): Remedy {
  const span = roundedUp(needed / (expected.requests * share));
  const hold = span > longest ? {} : { hold: formatDuration(span) };
  const movesWeight = ramp.positions.some(({ weight }) => weight > 0);
  if (!movesWeight || variant !== "candidate" || position.mirrorPercent > 0 || position.stage.hold === undefined) return hold;
  const all = expected.requests * seconds(position.stage.hold);
  const isEnough = (percent: number): boolean =>
    Math.max(detection.needs((100 - percent) / percent) ?? 0, gate.minimumSamples) <= (all * percent) / 100;
  const top = limit.against === "baseline" ? 99 : 100;
  for (let percent = Math.floor(share * 100) + 1; percent <= top; percent += 1) {
    if (isEnough(percent)) return { ...hold, weight: `${percent} %` };
  }
  return hold;
}

/** Seconds rounded up to what a person would write: minutes up to two hours, then hours, then days. */
function roundedUp(span: number): number {
  const unit = span <= 7200 ? 60 : span <= 10 * 86_400 ? 3600 : 86_400;
  return Math.ceil(span / unit) * unit;
}

function detect({ rollout }: Ramp, gate: SignalGate, { errors }: Expectation): Detection {
  const signal = signalNamed(rollout, gate.signal);
  return detectionOf({ signal, limit: limitOf(gate), metrics: rollout.metrics, errors, certainty: certaintyOf(gate) });
}

function memoised(detection: Detection): Detection {
  const known = new Map<number, number | undefined>();
  return {
    ...detection,
    needs: (baselinePerRequest) => {
      if (!known.has(baselinePerRequest)) known.set(baselinePerRequest, detection.needs(baselinePerRequest));
      return known.get(baselinePerRequest);
    },
  };
}

function limitOf(gate: SignalGate): Limit {
  if (gate.kind === "limit") return amountLimit(gate.hold);
  return changeLimit(gate.kind === "delta" ? gate.hold : gate.otherwise);
}

function variantOf({ rollout }: Ramp, gate: SignalGate): SeriesVariant {
  if (signalNamed(rollout, gate.signal).variants === "none") return "none";
  return gate.kind === "limit" ? gate.variant : "candidate";
}

function confidenceOf(gate: SignalGate): string {
  return gate.kind === "comparison" ? gate.confidence : wantedConfidence;
}

function certaintyOf(gate: SignalGate): Certainty {
  return { confidence: Number(baseAmount(confidenceOf(gate))), power: Number(shift("80", -2)) };
}
