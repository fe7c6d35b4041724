import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { UserError } from "../../../src/base/user-error.ts";
import { ForgeFault } from "../../../src/forge/forge-fault.ts";
import { act, acts } from "./acts.ts";
import { knownTrouble, type Trouble } from "./known-trouble.ts";
import { dropProject, prepareOnce, type PreparedProject } from "./prepared-project.ts";
import { publishedRows, rowsOf } from "./published.ts";
import { situations, type Situation } from "./situations.ts";
import { broken, lostOfTheirs, nothingOfTheirs } from "./theirs.ts";
import { openWorld, type Frozen } from "./world.ts";

const seed = Number(process.env["PEOPLE_SEED"] ?? 7);
const runs = Number(process.env["PEOPLE_RUNS"] ?? 300);
const prepared = new Map<Situation["merge"], PreparedProject>();
const frozen = new Map<string, Frozen>();
const counted = new Map<string, number>();

beforeAll(async () => {
  for (const merge of ["person", "rampart"] as const) prepared.set(merge, await prepareOnce({ merge, signOff: true }));
  for (const [name, situation] of Object.entries(situations)) {
    const world = await openWorld(projectOf(situation));
    await situation.before(world);
    frozen.set(name, world.freeze());
    await world.close();
  }
}, 300_000);
afterAll(() => prepared.forEach(dropProject));

function projectOf({ merge }: Situation): PreparedProject {
  const project = prepared.get(merge);
  if (project === undefined) throw new Error("not prepared");
  return project;
}

/** Runs three times while people do what they do, mostly during the first; tells what is wrong in the end. */
async function wrongAfter({ situation: name, guarded, people }: Trouble): Promise<readonly string[]> {
  const situation = situations[name];
  if (situation === undefined) throw new Error(`no situation "${name}"`);
  const protection = guarded ? { main: { approvals: 1, pullsOnly: false } } : {};
  const world = await openWorld(projectOf(situation), frozen.get(name), { protection });
  const theirs = nothingOfTheirs();
  const wrong: string[] = [];
  try {
    const pending = new Map(people.map(({ at }) => [at, people.filter((one) => one.at === at)]));
    const doAll = async (at: number): Promise<void> => {
      const now = pending.get(at) ?? [];
      pending.delete(at);
      for (const one of now) await act(world, theirs, one.act, people.indexOf(one));
    };
    for (const at of pending.keys()) world.server.faults.before(at, () => doAll(at));
    let writes = 0;
    for (let run = 0; run < 3; run += 1) {
      world.pull();
      const earlier = world.server.requests.length;
      await situation.act(world).catch((error: unknown) => {
        if (!(error instanceof ForgeFault) && !(error instanceof UserError)) throw error;
      });
      if (run === 0) {
        world.server.faults.reset();
        for (const at of [...pending.keys()].toSorted((left, right) => left - right)) await doAll(at);
      }
      writes = world.server.requests.slice(earlier).filter((request) => request.writes).length;
      wrong.push(...broken(world, situation.merge === "rampart"));
    }
    if (writes > 0) wrong.push(`the third run still wrote ${writes} times`);
    wrong.push(...(await lostOfTheirs(world, theirs, name === "rollback, while an advance is open")));
  } finally {
    await world.close();
  }
  return wrong;
}

const trouble = fc.record({
  situation: fc.constantFrom(...Object.keys(situations)),
  guarded: fc.boolean(),
  people: fc.array(fc.record({ at: fc.integer({ min: 1, max: 26 }), act: fc.constantFrom(...acts) }), { minLength: 1, maxLength: 4 }),
});

describe("whatever people do between any two requests, nothing of theirs is lost", () => {
  test.each(
    knownTrouble.map((one) => [`${one.situation}: ${one.people.map(({ at, act }) => `${act} at ${at}`).join(", ")}`, one] as const),
  )("%s", async (_, one) => {
    expect(await wrongAfter(one)).toEqual([]);
  });

  test(`${runs} runs, seed ${seed}`, { timeout: 3_600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(trouble, async (one) => {
        expect(await wrongAfter(one)).toEqual([]);
      }),
      { seed, numRuns: runs },
    );
    counted.set(`people do up to four things (seed ${seed})`, runs);
  });

  test.runIf(seed === 7 && runs === 300)("the published table tells these figures", () => {
    expect(publishedRows("People between any two requests")).toEqual(rowsOf(counted));
  });
});
