import { expect, test } from "vitest";
import { count, gaussian, uniform } from "../../../src/sandbox/metrics/noise.ts";

const draws = Array.from({ length: 4000 }, (_, index) => index);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]): number => {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
};

test.each([0.05, 3, 400])("counts with mean %d have that mean and variance", (wanted) => {
  const values = draws.map((index) => count("requests", index, wanted));
  expect(Math.abs(mean(values) / wanted - 1)).toBeLessThan(0.2);
  expect(Math.abs(variance(values) / wanted - 1)).toBeLessThan(0.2);
});

test("normal draws have mean 0 and variance 1, and do not depend on their neighbours", () => {
  const values = draws.map((index) => gaussian("noise", index));
  expect(Math.abs(mean(values))).toBeLessThan(0.05);
  expect(Math.abs(variance(values) - 1)).toBeLessThan(0.1);
  const neighbours = mean(values.slice(1).map((value, index) => value * (values[index] ?? 0)));
  expect(Math.abs(neighbours)).toBeLessThan(0.05);
});

test("the same name and index give the same draw, others another", () => {
  expect(uniform("a", 1)).toBe(uniform("a", 1));
  expect(new Set([uniform("a", 1), uniform("a", 2), uniform("b", 1)]).size).toBe(3);
});
