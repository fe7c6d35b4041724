/** What can befall a call. @see docs in {@link Faults.at} */
export const faultKinds = [
  "drop-before",
  "drop-after",
  "reset-mid-body",
  "500",
  "502-after",
  "429",
  "403-secondary",
  "html-200",
  "cut-json",
  "hang",
] as const;

/** One of {@link faultKinds}. */
export type FaultKind = (typeof faultKinds)[number];

/** A fault with what it says of waiting. */
export interface Fault {
  readonly kind: FaultKind;
  /** Seconds of `Retry-After`, for `429` (default 1) and `403-secondary` (default: the header is missing). */
  readonly retryAfter?: number;
}

/** The call that a fault may befall. */
export interface FaultCall {
  /** Counted from 1, since the last {@link Faults.reset}. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
}

/** Which calls go wrong, and what happens right before which. Calls of the API are counted, those of Git are not. */
export interface Faults {
  /**
   * Has a call go wrong, once. Before any effect: `drop-before` (the
   * connection is cut), `500`, `429`, `403-secondary`, `html-200` (a page of a
   * proxy). After the effect: `drop-after`, `502-after`, `reset-mid-body`
   * (cut in the middle of the answer), `cut-json` (half a text that ends as if
   * it were whole). `hang` has no effect and is never answered.
   */
  at(number: number, fault: FaultKind | Fault): void;
  /** Runs something right before a call is served. What it calls itself is served meanwhile and not counted. */
  before(number: number, act: () => Promise<void>): void;
  /** Decides for each call that has no fault of its own; undefined lets it pass. */
  decide(choose: ((call: FaultCall) => FaultKind | Fault | undefined) | undefined): void;
  /** Calls that were counted since the last reset. */
  count(): number;
  /** Forgets every fault and begins to count at 1 again. */
  reset(): void;
}

/** The side of {@link Faults} that the server holds. */
export interface FaultBook extends Faults {
  /** Counts a call, unless it comes from something that runs before another. */
  next(): number;
  /** What runs before a call; asked once. */
  actBefore(number: number): (() => Promise<void>) | undefined;
  /** Marks the time in which something runs before a call. */
  during(act: () => Promise<void>): Promise<void>;
  /** The fault of a call; asked once. */
  take(call: FaultCall): Fault | undefined;
}

/** A book without faults. */
export function createFaults(): FaultBook {
  const faults = new Map<number, Fault>();
  const acts = new Map<number, () => Promise<void>>();
  let choose: ((call: FaultCall) => FaultKind | Fault | undefined) | undefined;
  let counted = 0;
  let acting = 0;
  const whole = (fault: FaultKind | Fault): Fault => (typeof fault === "string" ? { kind: fault } : fault);
  return {
    at: (number, fault) => void faults.set(number, whole(fault)),
    before: (number, act) => void acts.set(number, act),
    decide: (chosen) => {
      choose = chosen;
    },
    count: () => counted,
    reset: () => {
      faults.clear();
      acts.clear();
      choose = undefined;
      counted = 0;
    },
    next: () => (acting > 0 ? 0 : (counted += 1)),
    actBefore: (number) => {
      const act = acts.get(number);
      acts.delete(number);
      return act;
    },
    during: async (act) => {
      acting += 1;
      try {
        await act();
      } finally {
        acting -= 1;
      }
    },
    take: (call) => {
      if (call.number === 0) return undefined;
      const planned = faults.get(call.number);
      faults.delete(call.number);
      if (planned !== undefined) return planned;
      const chosen = choose?.(call);
      return chosen === undefined ? undefined : whole(chosen);
    },
  };
}
