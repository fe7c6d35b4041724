/** What an expression gives: one number, samples at a moment, samples over time, or text. */
export type ValueType = "scalar" | "vector" | "range" | "string";

/** What a function takes and gives. */
export interface Signature {
  readonly takes: readonly ValueType[];
  /** How many of the last may be left out. */
  readonly optional: number;
  /** Whether the last may be repeated. */
  readonly repeats: boolean;
  readonly gives: ValueType;
  /** Whether Prometheus knows it only with `--enable-feature=promql-experimental-functions`. */
  readonly experimental: boolean;
}

/** One line for each shape: `takes > gives: names`; `?` is optional, `*` may be left out or repeated. */
const shapes = `
vector > vector: abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count histogram_stddev histogram_stdvar histogram_sum ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp
vector > vector, experimental: start_timestamp
vector? > vector: day_of_month day_of_week day_of_year days_in_month hour minute month year
vector scalar? > vector: round
vector scalar > vector: clamp_max clamp_min
vector scalar scalar > vector: clamp
vector string string string string > vector: label_replace
vector string string string* > vector: label_join
vector string* > vector, experimental: sort_by_label sort_by_label_desc
vector vector? > vector, experimental: info
vector > scalar: scalar
scalar > vector: vector
scalar vector > vector: histogram_quantile
scalar scalar vector > vector: histogram_fraction
vector string scalar scalar* > vector, experimental: histogram_quantiles
range > vector: absent_over_time avg_over_time changes count_over_time delta deriv idelta increase irate last_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time
range > vector, experimental: first_over_time mad_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time
range scalar > vector: predict_linear
range scalar scalar > vector, experimental: double_exponential_smoothing
scalar range > vector: quantile_over_time
> scalar: pi time
> scalar, experimental: end range start step
`;

const types: ReadonlyMap<string, ValueType> = new Map([
  ["vector", "vector"],
  ["scalar", "scalar"],
  ["range", "range"],
  ["string", "string"],
]);

/**
 * Every function of PromQL by name.
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/
 */
export const signatures: ReadonlyMap<string, Signature> = new Map(shapes.trim().split("\n").flatMap(signaturesOf));

function signaturesOf(line: string): readonly (readonly [string, Signature])[] {
  const [, takes = "", gives = "", experimental, names = ""] = /^(.*?)> (\w+)(, experimental)?: (.*)$/.exec(line) ?? [];
  const words = takes
    .trim()
    .split(" ")
    .filter((word) => word !== "");
  const signature: Signature = {
    takes: words.map((word) => types.get(word.replace(/[?*]$/, "")) ?? "vector"),
    optional: words.filter((word) => /[?*]$/.test(word)).length,
    repeats: takes.includes("*"),
    gives: types.get(gives) ?? "vector",
    experimental: experimental !== undefined,
  };
  return names.split(" ").map((name) => [name, signature] as const);
}

/** Aggregations with the type of the parameter that comes before what they aggregate. */
export const aggregations: ReadonlyMap<string, ValueType | undefined> = new Map<string, ValueType | undefined>([
  ...["sum", "avg", "min", "max", "count", "group", "stddev", "stdvar"].map((name) => [name, undefined] as const),
  ...["topk", "bottomk", "quantile", "limitk", "limit_ratio"].map((name) => [name, "scalar"] as const),
  ["count_values", "string"],
]);
