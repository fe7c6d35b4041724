import { expect, test } from "vitest";
import { nonInferiority, sequentialDifference } from "../../../src/base/statistics/index.ts";
import { drawn, seeded } from "./random.ts";

const canaries = 1000;
const looks = 48;

interface Case {
  readonly base: number;
  readonly margin: number;
  readonly perLook: number;
}

/** Share of canaries that are called beyond the margin at 5 % at any look, by the mixture and by the score test. */
function accused({ base, margin, perLook }: Case, excess: number) {
  const random = seeded(17);
  const times = { mixture: 0, score: 0 };
  for (let canary = 0; canary < canaries; canary++) {
    let [own, other, trials] = [0, 0, 0];
    const found = { mixture: false, score: false };
    for (let look = 0; look < looks; look++) {
      own += drawn(random, perLook, base + margin * (1 + excess));
      other += drawn(random, perLook, base);
      trials += perLook;
      const [candidate, baseline] = [
        { events: own, trials },
        { events: other, trials },
      ];
      found.mixture ||= sequentialDifference(candidate, baseline, margin) <= 0.05;
      found.score ||= nonInferiority(candidate, baseline, { difference: margin }).beyond <= 0.05;
    }
    times.mixture += Number(found.mixture);
    times.score += Number(found.score);
  }
  return { mixture: times.mixture / canaries, score: times.score / canaries };
}

test.each<readonly [string, Case]>([
  ["of a rare error with few requests", { base: 0.001, margin: 0.005, perLook: 150 }],
  ["of a common error", { base: 0.01, margin: 0.005, perLook: 900 }],
])("exactly at the margin %s, looking often accuses less than the 5 %% that is stated, and a test for one look far more", (_, one) => {
  const { mixture, score } = accused(one, 0);
  expect(mixture).toBeLessThan(0.05);
  expect(score).toBeGreaterThan(0.1);
});

test("twice the margin is found nearly always", () => {
  expect(accused({ base: 0.001, margin: 0.005, perLook: 150 }, 1).mixture).toBeGreaterThan(0.9);
});

test.each([
  ["nothing is said about few events", { events: 9, trials: 9 }, { events: 0, trials: 1000 }, 0.005, 1],
  ["within the margin nothing is beyond it", { events: 14, trials: 1000 }, { events: 10, trials: 1000 }, 0.005, 1],
])("%s", (_, candidate, baseline, difference, expected) => {
  expect(sequentialDifference(candidate, baseline, difference)).toBe(expected);
});

test("more of the same is more evidence", () => {
  const values = [1, 2, 4, 8, 16].map((times) =>
    sequentialDifference({ events: 20 * times, trials: 1000 * times }, { events: 5 * times, trials: 1000 * times }, 0.005),
  );
  expect(values).toEqual(values.toSorted((left, right) => right - left));
  expect(values.at(-1)).toBeLessThan(1e-6);
});
