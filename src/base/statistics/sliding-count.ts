import { binomialMass, poissonMass } from "./mass.ts";
import { poissonTail } from "./poisson.ts";

/** Events that come at random, and what is waited for. All times in one unit. */
export interface SlidingCount {
  /** Events per unit of time. */
  readonly rate: number;
  /** Length of the window that slides along. */
  readonly window: number;
  /** Events in the window that make it full. */
  readonly least: number;
  /** How long it must stay full. */
  readonly lasts: number;
  /** For how long it is watched. */
  readonly during: number;
}

/**
 * At most how likely it is that a window that slides along random events is
 * full for so long at least once. It becomes full when an event comes upon
 * `least - 1` others. Whether it stays so is looked at once in half a window,
 * not all the time, so that the truth lies below.
 */
export function slidingCountChance({ rate, window, least, lasts, during }: SlidingCount): number {
  const mean = rate * window;
  if (rate <= 0 || least > mean + 12 * Math.sqrt(mean) + 50) return 0;
  if (least < mean - 12 * Math.sqrt(mean)) return 1;
  const halves = Math.max(0, Math.ceil((2 * lasts) / window) - 1);
  const drawn = lumped(least, (count) => poissonMass(count, mean / 2), poissonTail(least, mean / 2));
  const others = lumped(least, (count) => binomialMass(count - 1, least - 1, 0.5), binomialMass(least - 1, least - 1, 0.5));
  const stays = Math.min(stayingFull(others, drawn, halves), stillFull(rate, window, least, lasts));
  const fromStart = stayingFull(drawn, drawn, halves + 1);
  const begins = rate * during * poissonMass(least - 1, mean);
  // In a form that keeps the digits of small chances.
  return fromStart - (1 - fromStart) * Math.expm1(-begins * stays);
}

/** How likely each count below `least` is, and `least` or more. */
function lumped(least: number, mass: (count: number) => number, rest: number): readonly number[] {
  return Array.from({ length: least + 1 }, (_, count) => (count === least ? rest : mass(count)));
}

/** The chance that a window whose later half has these events is full after each of so many halves more. */
function stayingFull(half: readonly number[], drawn: readonly number[], halves: number): number {
  const least = drawn.length - 1;
  let now = half;
  for (let step = 0; step < halves; step += 1) {
    const atLeast = [...now];
    for (let count = least - 1; count >= 0; count -= 1) atLeast[count] = (atLeast[count] ?? 0) + (atLeast[count + 1] ?? 0);
    now = drawn.map((chance, count) => chance * (atLeast[least - count] ?? 0));
  }
  return Math.min(
    1,
    now.reduce((sum, chance) => sum + chance, 0),
  );
}

/** The chance that a window that has just become full is so again, or still, a time later. */
function stillFull(rate: number, window: number, least: number, lasts: number): number {
  if (lasts > window) return poissonTail(least, rate * window);
  const others = least - 1;
  const kept = 1 - lasts / window;
  let chance = 0;
  for (let left = 0; left <= others; left += 1) chance += binomialMass(left, others, kept) * poissonTail(others - left, rate * lasts);
  return Math.min(1, chance);
}
