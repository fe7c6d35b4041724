/**
 * How a probe ended: `unreachable` is neither good nor bad, as nothing was
 * heard that could be judged.
 */
export type ProbeResult = "pass" | "fail" | "unreachable";

/** What a probe found. */
export interface ProbeAnswer {
  readonly result: ProbeResult;
  /** What was wrong, one line each; nothing where all is well. */
  readonly faults: readonly string[];
  /** Until when a good answer stays good, in Unix seconds, where it rests on the age of something. */
  readonly holdsUntil?: number;
}

/** A probe's answer: good when nothing was wrong. */
export function answered(faults: readonly (string | undefined)[]): ProbeAnswer {
  const all = faults.filter((fault) => fault !== undefined);
  return { result: all.length === 0 ? "pass" : "fail", faults: all };
}

/** Nothing was heard that could be judged. */
export function unreachable(reason: string): ProbeAnswer {
  return { result: "unreachable", faults: [reason] };
}
