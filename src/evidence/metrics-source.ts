/**
 * Where measurements come from. The judging of gates knows no more of it than
 * this; an adapter asks a Prometheus, a test hands in what it likes. Nothing
 * here throws for what a server says: every answer is a value.
 */

/** Why a question was not answered. */
export type SourceFault =
  /** Nothing answers at the address. */
  | "unreachable"
  /** An answer took too long, on the way or in the server. */
  | "timeout"
  /** The server says that it cannot now. */
  | "overloaded"
  /** The server does not take our credentials. */
  | "unauthorized"
  /** The certificate is not trusted. */
  | "untrusted"
  /** The server refuses the query itself. */
  | "bad-query"
  /** The server sends us to another address, which is never followed. */
  | "redirected"
  /** The answer is not one of a Prometheus: a login page, cut JSON, another shape. */
  | "bad-answer"
  /** The answer is larger than we read. */
  | "too-large"
  /** Part of the data was not reached, so that what came is not the whole. */
  | "partial";

/** A question that was not answered. */
export interface SourceProblem {
  readonly kind: "problem";
  readonly fault: SourceFault;
  /** What happened, as a clause: `nothing listens at prometheus.example.com`. */
  readonly words: string;
  /** Seconds after which asking again may help; left out where it does not. */
  readonly retryAfter?: number;
}

/** An answer, or why there is none. */
export type Fetched<Value> = { readonly kind: "ok"; readonly value: Value } | SourceProblem;

/** A value at a time: Unix seconds, and a number that may be NaN or infinite. */
export type Point = readonly [time: number, value: number];

/** A series with its labels; `__name__` is one of them. */
export interface SeriesData {
  readonly labels: Readonly<Record<string, string>>;
  /** By time. */
  readonly points: readonly Point[];
}

/** What an instant query answers. */
export type InstantResult =
  | { readonly type: "vector"; readonly series: readonly SeriesData[] }
  | { readonly type: "scalar"; readonly point: Point }
  | { readonly type: "matrix" | "string" };

/** Where a range query looks: Unix seconds, both ends included, and seconds between the points. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** An alert that is pending or fires now. */
export interface ActiveAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly state: "pending" | "firing";
}

/** A rule as the server has loaded it. */
export interface LoadedRule {
  readonly group: string;
  readonly name: string;
  readonly type: "alerting" | "recording";
  readonly labels: Readonly<Record<string, string>>;
  /** `ok`, `err`, or `unknown` before the first evaluation. */
  readonly health: string;
  /** What the last evaluation failed with. */
  readonly lastError: string | undefined;
}

/**
 * The questions that can be asked.
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/
 */
export interface MetricsSource {
  /** What people know it by: its host. Never with credentials. */
  readonly name: string;
  /** An expression at a time (Unix seconds), or at the server's own. */
  query(expression: string, at?: number): Promise<Fetched<InstantResult>>;
  /** An expression at every step of a span that is no longer than {@link mostPoints} steps. */
  queryRange(expression: string, span: Span): Promise<Fetched<readonly SeriesData[]>>;
  alerts(): Promise<Fetched<readonly ActiveAlert[]>>;
  rules(): Promise<Fetched<readonly LoadedRule[]>>;
  /** Version of the server. */
  buildInfo(): Promise<Fetched<{ readonly version: string }>>;
}

/**
 * Steps that are asked for at once. Prometheus refuses more than 11,000 points
 * a series.
 */
export const mostPoints = 10_000;
