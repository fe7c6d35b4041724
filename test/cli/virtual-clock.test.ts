import { expect, test } from "vitest";
import { virtualClock } from "../../src/cli/sandbox/virtual-clock.ts";

/** A clock from 1000 on, ten times as fast as a machine whose time is `at`. */
function running(): { readonly clock: ReturnType<typeof virtualClock>; readonly at: (moment: number) => void } {
  let machine = 0;
  return {
    clock: virtualClock(1000, 10, () => machine),
    at: (moment) => {
      machine = moment;
    },
  };
}

test("a clock without a speed stands until somebody says otherwise, and never goes back", () => {
  const clock = virtualClock(1000);
  expect([clock.now(), clock.asked()]).toEqual([1000, 1000]);
  clock.pass(60);
  clock.reach(1050);
  expect(clock.now()).toBe(1060);
  clock.reach(1100);
  expect(clock.now()).toBe(1100);
});

test("a clock with a speed runs so many times as fast", () => {
  const { clock, at } = running();
  at(5);
  expect(clock.now()).toBe(1050);
});

test("it stands still while somebody asks, and runs on three seconds after the last question", () => {
  const { clock, at } = running();
  at(1);
  expect(clock.asked()).toBe(1010);
  at(3.5);
  expect([clock.now(), clock.asked()]).toEqual([1010, 1010]);
  at(6.5);
  expect(clock.now()).toBe(1010);
  at(7.5);
  expect(clock.now()).toBe(1020);
});
