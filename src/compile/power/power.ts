import { rememberingFor } from "../../base/remembering.ts";
import type { Certainty } from "../../base/statistics/required-trials.ts";
import { baseAmount } from "../../model/quantity.ts";
import type { SignalGate } from "../../model/gate.ts";
import { gateLimits } from "../observability/gate-limits.ts";
import { limitWords } from "../observability/limit.ts";
import { signalNamed, type SeriesVariant } from "../observability/series.ts";
import type { Position } from "../position.ts";
import { clearingLevel, wantedConfidence } from "./clearing.ts";
import type { Detection } from "./detection.ts";
import { detectionOf } from "./detection-of.ts";
import type { Regression } from "./regression.ts";
import { remedyOf, type Remedy } from "./remedy.ts";
import { expectationOf, requestsWithin, shareOfRequests, usersExposed, type Expectation, type Ramp } from "./requests.ts";

/** Of what is as good as expected, the share that a gate clears. */
export const wantedPower = "80 %";

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

/**
 * What each stage's gates can detect, from the traffic that the environment
 * expects of the service; empty where it expects none. Does not depend on where
 * the rollout stands.
 */
export const power = rememberingFor((ramp: Ramp): readonly StagePower[] => {
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
        return [gatePower(ramp, position, name, detection, expected)];
      }),
    };
  });
});

function gatePower(ramp: Ramp, position: Position, name: string, detection: Detection, expected: Expectation): GatePower {
  const gate = signalGate(ramp, name);
  const limit = gateLimits(ramp.rollout, gate).hold;
  const variant = variantOf(ramp, gate);
  const share = shareOfRequests(ramp, position, variant);
  const baselineShare = limit.against === "baseline" ? shareOfRequests(ramp, position, "baseline") : undefined;
  const requests = requestsWithin(position, share, expected);
  const never = detection.never ?? absence(variant, share, baselineShare);
  const told = {
    gate: name,
    signal: gate.signal,
    limit: limitWords(limit),
    confidence: confidenceOf(gate),
    power: wantedPower,
    requests,
    assumes: detection.assumes,
    detects: undefined,
    needed: undefined,
    missing: 0,
    enough: undefined,
    because: never,
    remedy: undefined,
  };
  if (never !== undefined) return { ...told, enough: false };
  if (share === undefined) return { ...told, because: "the ladder does not say which share of the requests this is" };
  const needs = (ratio: number): number | undefined => atLeast(gate.minimumSamples, detection.needs(ratio));
  const ratio = (baselineShare ?? share) / share;
  const needed = needs(ratio);
  if (requests === undefined && position.index === ramp.positions.length - 1)
    return { ...told, needed, because: "the last stage is not left" };
  const missing = Math.max(0, (needed ?? 0) - (requests ?? 0));
  const baseline = requestsWithin(position, baselineShare, expected) ?? 0;
  return {
    ...told,
    detects: requests === undefined || requests === 0 ? undefined : detection.detects({ judged: requests, baseline }),
    needed,
    missing,
    enough: missing > 0 ? false : detection.needs(ratio) === undefined ? undefined : true,
    because: missing > 0 ? undefined : detection.unknown,
    remedy:
      missing > 0 && needed !== undefined
        ? remedyOf(ramp, position, { needed, needs, share, variant, compares: limit.against === "baseline", expected })
        : undefined,
  };
}

/** Why there is nobody to judge, or to compare with. */
function absence(variant: SeriesVariant, share: number | undefined, baselineShare: number | undefined): string | undefined {
  if (share === 0) return variant === "none" ? "nothing is compared at this stage" : `no request reaches the ${variant} at this stage`;
  return baselineShare === 0 ? "no baseline is left to compare with" : undefined;
}

function atLeast(fewest: number, needed: number | undefined): number | undefined {
  return needed === undefined && fewest === 0 ? undefined : Math.max(fewest, needed ?? 0);
}

function signalGate({ rollout }: Ramp, name: string): SignalGate {
  const gate = rollout.gates[name];
  if (gate === undefined || !("signal" in gate)) throw new RangeError(`Cannot tell the power of gate "${name}": it has no signal`);
  return gate;
}

function detect({ rollout }: Ramp, gate: SignalGate, { errors }: Expectation): Detection {
  const signal = signalNamed(rollout, gate.signal);
  return detectionOf({ signal, limit: gateLimits(rollout, gate).hold, metrics: rollout.metrics, errors, certainty: certaintyOf(gate) });
}

/** Neighbouring stages, and the search for a remedy, ask the same again. */
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

function variantOf({ rollout }: Ramp, gate: SignalGate): SeriesVariant {
  if (signalNamed(rollout, gate.signal).variants === "none") return "none";
  return "variant" in gate ? gate.variant : "candidate";
}

function confidenceOf(gate: SignalGate): string {
  return gate.kind === "comparison" ? gate.confidence : wantedConfidence;
}

function certaintyOf(gate: SignalGate): Certainty {
  const confidence = gate.kind === "comparison" ? Number(baseAmount(gate.confidence)) : 1 - clearingLevel(1);
  return { confidence, power: Number(baseAmount(wantedPower)) };
}
