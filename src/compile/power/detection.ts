import type { Certainty } from "../../base/statistics/required-trials.ts";
import type { Rollout } from "../../model/rollout.ts";
import type { Signal } from "../../model/signal.ts";
import type { Limit } from "../observability/limit.ts";
import type { Regression } from "./regression.ts";

/** Requests of the judged side, and of the baseline. */
export interface Requests {
  readonly judged: number;
  readonly baseline: number;
}

/** What so many requests can tell of a gate's limit. */
export interface Detection {
  /** What had to be assumed, as a clause. */
  readonly assumes: string;
  /** The smallest regression that so many requests tell from what is expected. */
  readonly detects: (requests: Requests) => Regression | undefined;
  /** Requests of the judged side, with so many of the baseline for each, that the limit needs; `undefined` where no number can be told. */
  readonly needs: (baselinePerRequest: number) => number | undefined;
  /** Why no number of requests clears the limit. */
  readonly never?: string;
  /** Why no number can be told. */
  readonly unknown?: string;
}

/** What is known of a signal before there is a measurement, and how sure its gate must be. */
export interface DetectionInput {
  readonly signal: Signal;
  readonly limit: Limit;
  readonly metrics: Rollout["metrics"];
  /** Share of requests that is expected to fail, as the environment writes it. */
  readonly errors: string | undefined;
  readonly certainty: Certainty;
}
