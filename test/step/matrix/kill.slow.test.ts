import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eachLimited } from "../../../src/base/each-limited.ts";
import { dropProject, prepareOnce, where } from "./prepared-project.ts";
import { publishedRows, rowsOf } from "./published.ts";
import { openRealProject, openRealWorld, type RealProject, type RealWorld } from "./real-world.ts";
import { shown } from "./shown.ts";

const target = [where.rollout, where.environment] as const;

/** A run of the command line, and what was run before it. */
interface Run {
  readonly words: readonly string[];
  readonly before: readonly string[] | undefined;
}

const runs: Readonly<Record<string, Run>> = {
  "advance, killed": { words: ["step", ...target], before: undefined },
  "rollback, killed while an advance is open": {
    words: ["rollback", ...target, "--reason", "Users report errors"],
    before: ["step", ...target],
  },
};

let project: RealProject;
const counted = new Map<string, number>();

beforeAll(async () => {
  project = await openRealProject(await prepareOnce({ merge: "person" }));
});
afterAll(async () => {
  await project.stop();
  dropProject(project.prepared);
});

/** The world in which a run begins. */
async function beginning({ before }: Run): Promise<ReturnType<RealWorld["freeze"]>> {
  const world = await openRealWorld(project);
  try {
    const earlier = before === undefined ? undefined : await world.start(...before).ended;
    if (earlier !== undefined && earlier.code !== 0) throw new Error(earlier.printed);
    return world.freeze();
  } finally {
    await world.close();
  }
}

/** Where it is killed: at which request, and on which side of its effect. */
interface Kill {
  readonly at: number;
  readonly side: "before" | "after";
}

/** Runs it, killed perhaps, and once more; tells where that ends. */
async function cell(run: Run, from: ReturnType<RealWorld["freeze"]>, kill?: Kill) {
  const world = await openRealWorld(project, from);
  try {
    const { faults } = world.server;
    const first = world.start(...run.words);
    if (kill !== undefined) {
      faults.before(kill.at, async () => {
        first.kill();
        await first.ended;
      });
      // The request is there already: what its process does not live to see has its effect, or none.
      if (kill.side === "before") faults.at(kill.at, "drop-before");
    }
    const { signal } = await first.ended;
    const calls = faults.count();
    faults.reset();
    const last = await world.start(...run.words).ended;
    return { calls, signal, code: last.code, printed: last.printed, ends: await shown(world.server) };
  } finally {
    await world.close();
  }
}

describe("a process that is killed at any request, and one clean run after it, end where no kill would have ended", () => {
  test.each(Object.entries(runs))("%s", { timeout: 900_000 }, async (name, run) => {
    const from = await beginning(run);
    const clean = await cell(run, from);
    expect(clean.signal).toBeNull();
    const kills = Array.from({ length: clean.calls }, (_, index): readonly Kill[] => [
      { at: index + 1, side: "before" },
      { at: index + 1, side: "after" },
    ]).flat();
    const wrong = await eachLimited(kills, 2, async (kill) => {
      const { ends, code, signal, printed } = await cell(run, from, kill);
      const isRight = signal === "SIGKILL" && code === 0 && JSON.stringify(ends) === JSON.stringify(clean.ends);
      return isRight ? [] : [{ ...kill, signal, code, printed, ends }];
    });
    counted.set(name, kills.length);
    const [first] = wrong.flat();
    const told = wrong.flat().map(({ at, side, signal, code, printed }) => `${side} ${at}: ${signal}, then ${code}\n${printed}`);
    expect(first?.ends ?? clean.ends, told.join("\n")).toEqual(clean.ends);
    expect(told).toEqual([]);
    expect(kills.length).toBeGreaterThan(20);
  });

  test("the published table tells these figures", () => {
    expect(publishedRows("SIGKILL at any request")).toEqual(rowsOf(counted));
  });
});
