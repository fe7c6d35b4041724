import { expect, test } from "vitest";
import { countWords, factorWords, percentWords, pointsWords } from "../../../src/compile/power/significant.ts";

test.each([
  [0, "0"],
  [840, "840"],
  [9999, "9999"],
  [9999.7, "10k"],
  [69_120, "69.1k"],
  [999_499, "999k"],
  [999_600, "1M"],
  [6_842_880, "6.84M"],
  [1.2e10, "12G"],
])("%d requests are %s", (count, words) => {
  expect(countWords(count)).toBe(words);
});

test.each([
  [0.000367, "0.037 %"],
  [0.1, "10 %"],
  [0.00000004849, "0.0000048 %"],
  [0.9997891, "99.979 %"],
  [1, "100 %"],
])("a share of %d is %s", (share, words) => {
  expect(percentWords(share)).toBe(words);
});

test.each([
  [1.0361, "+3.6 %"],
  [1.999, "+100 %"],
  [2.46, "2.5x"],
  [0.981, "-1.9 %"],
])("a factor of %d is %s", (factor, words) => {
  expect(factorWords(factor)).toBe(words);
});

test.each([
  [0.000168, "+0.017 pp"],
  [-0.0000072, "-0.00072 pp"],
])("a difference of %d is %s", (difference, words) => {
  expect(pointsWords(difference)).toBe(words);
});
