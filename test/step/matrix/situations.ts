import type { StepReport } from "../../../src/step/step-report.ts";
import type { World } from "./world.ts";

/** Something a run does, from a beginning that is the same each time. */
export interface Situation {
  readonly merge: "person" | "rampart";
  /** How a run that nothing disturbs ends. */
  readonly outcome: "settled" | "stopped";
  /** What has happened before. */
  readonly before: (world: World) => Promise<void>;
  /** The run that may be disturbed, and is done again. */
  readonly act: (world: World) => Promise<StepReport>;
}

const hour = 3600;
/** Monday in working hours: evidence of Thursday has grown old. */
const afterWeekend = 96 * hour;

/** What is disturbed at every request. */
export const situations: Readonly<Record<string, Situation>> = {
  advance: { merge: "person", outcome: "settled", before: async () => {}, act: (world) => world.step() },
  "update, as the evidence has grown old": {
    merge: "person",
    outcome: "settled",
    before: async (world) => {
      await world.step();
      world.clock.ahead = afterWeekend;
    },
    act: (world) => world.step(),
  },
  "update, as the base has moved": {
    merge: "person",
    outcome: "settled",
    before: async (world) => {
      await world.step();
      await world.ada.commit("main", { "README.md": "Ours\n" });
      world.clock.ahead = afterWeekend;
    },
    act: (world) => world.step(),
  },
  "a draft, as something remains for people": {
    merge: "person",
    outcome: "settled",
    before: async (world) => {
      world.gates.answer = "open";
    },
    act: (world) => world.step(),
  },
  "ready, as nothing remains any more": {
    merge: "person",
    outcome: "settled",
    before: async (world) => {
      world.gates.answer = "open";
      await world.step();
      world.gates.answer = "pass";
      world.clock.ahead = hour;
    },
    act: (world) => world.step(),
  },
  "rollback, while an advance is open": {
    merge: "person",
    outcome: "settled",
    before: async (world) => {
      await world.step();
      world.clock.ahead = hour;
    },
    act: (world) => world.rollback("Users report errors"),
  },
  "rollback that a gate calls for": {
    merge: "person",
    outcome: "settled",
    before: async (world) => {
      await world.step();
      world.gates.answer = "go-back";
      world.clock.ahead = hour;
    },
    act: (world) => world.step(),
  },
  "gates that fail, while an advance is open": {
    merge: "person",
    outcome: "settled",
    before: async (world) => {
      await world.step();
      world.gates.answer = "fail";
      world.clock.ahead = hour;
    },
    act: (world) => world.step(),
  },
  "a person's commit on the branch": {
    merge: "person",
    outcome: "stopped",
    before: async (world) => {
      await world.step();
      await world.ada.commit("rampart/production/checkout/canary-10", { "README.md": "A person's\n" });
      world.clock.ahead = afterWeekend;
    },
    act: (world) => world.step(),
  },
  merge: {
    merge: "rampart",
    outcome: "settled",
    before: async (world) => {
      await world.step();
      world.clock.ahead = hour;
      for (const person of [world.ada, world.grace]) await person.ask("POST", "pulls/1/reviews", { event: "APPROVE" });
    },
    act: async (world) => {
      world.pull();
      return world.step();
    },
  },
};
