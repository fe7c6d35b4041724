import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eachLimited } from "../../../src/base/each-limited.ts";
import { ForgeFault } from "../../../src/forge/forge-fault.ts";
import { faultKinds, type FaultKind } from "../../../src/sandbox/forge/faults.ts";
import { dropProject, prepareOnce, type PreparedProject } from "./prepared-project.ts";
import { publishedRows, rowsOf } from "./published.ts";
import { shown } from "./shown.ts";
import { situations, type Situation } from "./situations.ts";
import { openWorld, type Frozen } from "./world.ts";

/** A connection that hangs is a drop that takes longer; it is tried apart, with the clock of the timeout. */
const kinds = faultKinds.filter((kind) => kind !== "hang");
const prepared = new Map<Situation["merge"], PreparedProject>();
const counted = new Map<string, number>();

beforeAll(async () => {
  for (const merge of ["person", "rampart"] as const) prepared.set(merge, await prepareOnce({ merge, signOff: true }));
});
afterAll(() => prepared.forEach(dropProject));

function projectOf({ merge }: Situation): PreparedProject {
  const project = prepared.get(merge);
  if (project === undefined) throw new Error("not prepared");
  return project;
}

/** The world in which a situation begins. */
async function beginning(situation: Situation): Promise<Frozen> {
  const world = await openWorld(projectOf(situation));
  try {
    await situation.before(world);
    return world.freeze();
  } finally {
    await world.close();
  }
}

/** Does it as often as told, with a fault in the first time; tells where that ends each time. */
async function cell(situation: Situation, from: Frozen, times: number, fault?: { readonly at: number; readonly kind: FaultKind }) {
  const world = await openWorld(projectOf(situation), from);
  const { faults } = world.server;
  const runs: { readonly calls: number; readonly outcome: string | undefined; readonly ends: string }[] = [];
  try {
    if (fault !== undefined) faults.at(fault.at, fault.kind);
    for (let time = 0; time < times; time += 1) {
      const report = await situation.act(world).catch((error: unknown) => {
        if (!(error instanceof ForgeFault)) throw error;
      });
      const isLast = fault === undefined || time === times - 1;
      runs.push({ calls: faults.count(), outcome: report?.outcome, ends: isLast ? pretty(await shown(world.server)) : "" });
      faults.reset();
    }
    return runs;
  } finally {
    await world.close();
  }
}

function pretty(value: object): string {
  return JSON.stringify(value, undefined, 2);
}

describe("one fault at any request, and one clean run after it, end where no fault would have ended", () => {
  test.each(Object.entries(situations))("%s", { timeout: 900_000 }, async (name, situation) => {
    const from = await beginning(situation);
    const [once, twice, thrice] = await cell(situation, from, 3);
    expect([once?.outcome, twice?.outcome]).toEqual([situation.outcome, situation.outcome]);
    expect(thrice?.ends).toBe(twice?.ends);
    // What was merged is seen by the run after that; all else is done by one.
    expect(twice?.ends === once?.ends).toBe(name !== "merge");
    const cells = Array.from({ length: once?.calls ?? 0 }, (_, index) => kinds.map((kind) => ({ at: index + 1, kind }))).flat();
    const wrong = await eachLimited(cells, 3, async (fault) => {
      const ends = (await cell(situation, from, 2, fault)).at(-1)?.ends;
      return ends === once?.ends || ends === twice?.ends ? [] : [{ ...fault, ends }];
    });
    counted.set(name, cells.length);
    const [first] = wrong.flat();
    const told = wrong.flat().map(({ at, kind }) => `${kind} at ${at}`);
    expect(first?.ends ?? once?.ends, told.join(", ")).toBe(once?.ends);
    expect(cells.length).toBeGreaterThan(50);
  });

  test("the published table tells these figures", () => {
    expect(publishedRows("One fault at any request")).toEqual(rowsOf(counted));
  });
});
