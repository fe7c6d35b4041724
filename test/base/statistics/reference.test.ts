import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import * as statistics from "../../../src/base/statistics/index.ts";

const Sample = z.strictObject({ events: z.number(), trials: z.number() });
const Margin = z.union([z.strictObject({ difference: z.number() }), z.strictObject({ ratio: z.number() })]);
const Values = z.array(z.number());

/** Calls a function with the arguments of a row; all results as a list. */
type Call = (args: unknown) => readonly number[];

function numbers(call: (...args: readonly number[]) => number): Call {
  return (args) => [call(...Values.parse(args))];
}

function of<Args extends readonly [z.ZodType, ...z.ZodType[]]>(
  args: Args,
  call: (...values: { -readonly [Index in keyof Args]: z.output<Args[Index]> }) => readonly number[],
): Call {
  const all = z.tuple([...args]);
  return (given) => Reflect.apply(call, undefined, all.parse(given));
}

const pick = ({ low, high }: statistics.Interval) => [low, high];
const tails = ({ less, greater, twoSided }: statistics.TailProbabilities) => [less, greater, twoSided];
const {
  normalCdf,
  normalTail,
  normalQuantile,
  logGamma,
  incompleteBeta,
  betaQuantile,
  lowerGamma,
  upperGamma,
  binomialMass,
  binomialCdf,
  binomialTail,
  binomialQuantile,
  poissonMass,
  poissonCdf,
  poissonTail,
  hypergeometricMass,
  studentTail,
  studentQuantile,
} = statistics;

const calls: Readonly<Record<string, Call>> = {
  normalCdf: numbers((z = NaN) => normalCdf(z)),
  normalTail: numbers((z = NaN) => normalTail(z)),
  normalQuantile: numbers((p = NaN) => normalQuantile(p)),
  logGamma: numbers((x = NaN) => logGamma(x)),
  incompleteBeta: numbers((a = NaN, b = NaN, x = NaN) => incompleteBeta(a, b, x)),
  betaQuantile: numbers((p = NaN, a = NaN, b = NaN) => betaQuantile(p, a, b)),
  lowerGamma: numbers((a = NaN, x = NaN) => lowerGamma(a, x)),
  upperGamma: numbers((a = NaN, x = NaN) => upperGamma(a, x)),
  binomialMass: numbers((k = NaN, n = NaN, p = NaN) => binomialMass(k, n, p)),
  binomialCdf: numbers((k = NaN, n = NaN, p = NaN) => binomialCdf(k, n, p)),
  binomialTail: numbers((k = NaN, n = NaN, p = NaN) => binomialTail(k, n, p)),
  binomialQuantile: numbers((q = NaN, n = NaN, p = NaN) => binomialQuantile(q, n, p)),
  poissonMass: numbers((k = NaN, mean = NaN) => poissonMass(k, mean)),
  poissonCdf: numbers((k = NaN, mean = NaN) => poissonCdf(k, mean)),
  poissonTail: numbers((k = NaN, mean = NaN) => poissonTail(k, mean)),
  hypergeometricMass: numbers((k = NaN, drawn = NaN, marked = NaN, all = NaN) => hypergeometricMass(k, drawn, marked, all)),
  studentTail: numbers((t = NaN, degrees = NaN) => studentTail(t, degrees)),
  studentQuantile: numbers((p = NaN, degrees = NaN) => studentQuantile(p, degrees)),
  wilsonInterval: of([Sample, z.number()], (sample, confidence) => pick(statistics.wilsonInterval(sample, confidence))),
  exactInterval: of([Sample, z.number()], (sample, confidence) => pick(statistics.exactInterval(sample, confidence))),
  exactLower: of([Sample, z.number()], (sample, confidence) => [statistics.exactLower(sample, confidence)]),
  exactUpper: of([Sample, z.number()], (sample, confidence) => [statistics.exactUpper(sample, confidence)]),
  newcombeInterval: of([Sample, Sample, z.number()], (one, other, confidence) => pick(statistics.newcombeInterval(one, other, confidence))),
  twoProportionZ: of([Sample, Sample], (one, other) => {
    const result = statistics.twoProportionZ(one, other);
    return [result.z, ...tails(result)];
  }),
  fisherExact: of([Sample, Sample], (one, other) => tails(statistics.fisherExact(one, other))),
  marginScore: of([Sample, Sample, Margin], (one, other, margin) => [statistics.marginScore(one, other, margin)]),
  exactRatio: of([Sample, Sample, Margin], (one, other, margin) => {
    const { method, within, beyond } = statistics.nonInferiority(one, other, margin);
    return method === "exact" ? [within, beyond] : [];
  }),
  mannWhitneyExact: of([Values, Values], (one, other) => {
    const result = statistics.mannWhitney(one, other, "exact");
    return [result.u, ...tails(result)];
  }),
  mannWhitneyNormal: of([Values, Values], (one, other) => {
    const result = statistics.mannWhitney(one, other, "normal");
    return [result.u, ...tails(result)];
  }),
  hodgesLehmann: of([Values, Values, z.number()], (one, other, confidence) => {
    const { estimate, low, high } = statistics.hodgesLehmann(one, other, confidence);
    return [estimate, low, high];
  }),
  meanRatioTest: of([Values, Values, z.number()], (one, other, ratio) => {
    const result = statistics.meanRatioTest(statistics.momentsOf(one), statistics.momentsOf(other), ratio);
    return [result.t, result.degrees, result.less, result.greater];
  }),
  meanRatioInterval: of([Values, Values, z.number()], (one, other, confidence) => {
    const interval = statistics.meanRatioInterval(statistics.momentsOf(one), statistics.momentsOf(other), confidence);
    return interval === undefined ? [] : pick(interval);
  }),
  quantileRanks: of([z.number(), z.number(), z.number()], (size, quantile, level) => [
    statistics.lowerRank(size, quantile, level, "once") ?? NaN,
    statistics.upperRank(size, quantile, level, "once") ?? NaN,
  ]),
  lookLevel: numbers((alpha = NaN, growth = NaN) => statistics.lookLevel(alpha, growth)),
  holm: of([Values], (values) => statistics.holm(values)),
};

const { scipy, rows } = z
  .object({
    scipy: z.string(),
    rows: z.array(z.object({ function: z.string(), args: z.array(z.unknown()), value: z.union([z.number(), Values]), source: z.string() })),
  })
  .parse(JSON.parse(readFileSync(new URL("reference.json", import.meta.url), "utf8")));

describe(`agrees with SciPy ${scipy} to 8 digits`, () => {
  test("on every function that has a row, and every function that is called has rows", () => {
    expect([...new Set(rows.map((row) => row.function))].toSorted()).toEqual(Object.keys(calls).toSorted());
    expect(rows.length).toBeGreaterThan(200);
  });

  test.each(rows.map((row) => [row.function, JSON.stringify(row.args).slice(0, 80), row] as const))("%s%s", (name, _, row) => {
    const values = calls[name]?.(row.args) ?? [];
    const expected = [row.value].flat();
    expect(values.length).toBe(expected.length);
    // Relative, as the tails are what decides; a minimiser finds a share to half of its digits only.
    const digits = row.source.startsWith("score") ? 1e-6 : 1e-8;
    for (const [index, value] of expected.entries()) {
      const off = Math.abs((values[index] ?? NaN) - value);
      expect(off, `${values[index]} for ${value}`).toBeLessThanOrEqual(digits * Math.abs(value) + 1e-300);
    }
  });
});
