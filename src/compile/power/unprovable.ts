import { power, type GatePower } from "./power.ts";
import type { Ramp } from "./requests.ts";
import { countWords } from "./significant.ts";

/** A gate that cannot prove its limit within the hold of a stage. */
export interface Unprovable {
  readonly stage: string;
  readonly gate: string;
  /** What is missing, as a sentence without a full stop: `needs 16.3k requests and expects 4320`. */
  readonly missing: string;
  /** The hold that would do at the same share of requests. */
  readonly hold: string | undefined;
  /** The share of requests that would do within the same hold. */
  readonly weight: string | undefined;
}

/**
 * Gates whose hold is too short, or share too small, for the traffic that the
 * environment expects of the service; nothing where it expects none.
 */
export function unprovable(ramp: Ramp): readonly Unprovable[] {
  return power(ramp).flatMap(({ stage, gates }) =>
    gates
      .filter(({ enough }) => enough === false)
      .map((gate) => ({ stage, gate: gate.gate, missing: missingWords(gate), hold: gate.remedy?.hold, weight: gate.remedy?.weight })),
  );
}

function missingWords({ because, needed, requests }: GatePower): string {
  if (because !== undefined || needed === undefined) return because ?? "cannot tell";
  if (requests === undefined) return `needs ${countWords(needed)} requests, and the stage has no hold to wait for them`;
  return `needs ${countWords(needed)} requests, of which ${countWords(requests)} are expected`;
}
