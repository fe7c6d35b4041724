import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ForgeFault } from "../../../src/forge/forge-fault.ts";
import { faultKinds } from "../../../src/sandbox/forge/faults.ts";
import { dropProject, prepareOnce, type PreparedProject } from "./prepared-project.ts";
import { publishedRows, rowsOf } from "./published.ts";
import { shown } from "./shown.ts";
import { situations, type Situation } from "./situations.ts";
import { openWorld, type Frozen } from "./world.ts";

const seed = Number(process.env["FAULTS_SEED"] ?? 7);
const tries = Number(process.env["FAULTS_RUNS"] ?? 150);

/** A connection that hangs is a drop that takes longer; it is tried apart, with the clock of the timeout. */
const kinds = faultKinds.filter((kind) => kind !== "hang");
/** Runs until one is done, and requests of all of them: more than are ever needed. */
const mostRuns = 200;
const mostRequests = 1000;

const named = [
  "advance",
  "update, as the evidence has grown old",
  "update, as the base has moved",
  "a draft, as something remains for people",
  "ready, as nothing remains any more",
  "rollback, while an advance is open",
  "rollback that a gate calls for",
  "merge",
] as const;

/** Where a situation begins, and where it may end. */
interface Known {
  readonly situation: Situation;
  readonly from: Frozen;
  readonly ends: readonly string[];
}

const prepared = new Map<Situation["merge"], PreparedProject>();
const known = new Map<string, Known>();
const counted = new Map<string, number>();

beforeAll(async () => {
  for (const merge of ["person", "rampart"] as const) prepared.set(merge, await prepareOnce({ merge, signOff: true }));
  for (const name of named) known.set(name, await learn(name));
}, 300_000);
afterAll(() => prepared.forEach(dropProject));

function projectOf({ merge }: Situation): PreparedProject {
  const project = prepared.get(merge);
  if (project === undefined) throw new Error("not prepared");
  return project;
}

/** Plays a situation without faults. What was merged is seen by the run after that; all else is done by one. */
async function learn(name: (typeof named)[number]): Promise<Known> {
  const situation = situations[name];
  if (situation === undefined) throw new Error(`no situation "${name}"`);
  const first = await openWorld(projectOf(situation));
  await situation.before(first);
  const from = first.freeze();
  await first.close();
  const world = await openWorld(projectOf(situation), from);
  const ends: string[] = [];
  for (let run = 0; run < 2; run += 1) {
    await situation.act(world);
    ends.push(JSON.stringify(await shown(world.server), undefined, 1));
  }
  await world.close();
  return { situation, from, ends: name === "merge" ? ends.slice(1) : ends.slice(0, 1) };
}

/** What befalls which requests, counted over all runs. */
type Faults = readonly { readonly at: number; readonly kind: (typeof kinds)[number] }[];

/** Runs until a run is done while requests fail as told, then once more; tells what is wrong in the end. */
async function wrongAfter({
  situation: name,
  faults,
}: {
  readonly situation: string;
  readonly faults: Faults;
}): Promise<readonly string[]> {
  const one = known.get(name);
  if (one === undefined) throw new Error(`"${name}" is not known`);
  const { situation, from, ends } = one;
  const world = await openWorld(projectOf(situation), from);
  const wrong: string[] = [];
  try {
    for (const { at, kind } of faults) world.server.faults.at(at, kind);
    const attempt = async (): Promise<boolean> => {
      const report = await situation.act(world).catch((error: unknown) => {
        if (!(error instanceof ForgeFault)) throw error;
      });
      return report?.outcome === situation.outcome;
    };
    let runs = 1;
    while (!(await attempt()) && runs < mostRuns) runs += 1;
    if (runs === mostRuns) wrong.push(`no run of ${mostRuns} is done`);
    if (world.server.faults.count() > mostRequests) wrong.push("the last requests could not fail any more");
    world.server.faults.reset();
    if (!(await attempt())) wrong.push("the run without faults is not done");
    if (name === "merge") await attempt();
    const ended = JSON.stringify(await shown(world.server), undefined, 1);
    if (!ends.includes(ended)) wrong.push(`another end than ${ends.join("\nor ")}: ${ended}`);
  } finally {
    await world.close();
  }
  return wrong;
}

/** Each request fails in one of four cases. */
const faults = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(...kinds) }), {
    minLength: mostRequests,
    maxLength: mostRequests,
  })
  .map((all): Faults => all.flatMap((kind, index) => (kind === undefined ? [] : [{ at: index + 1, kind }])));

describe(`where every fourth request fails, runs that are repeated until one is done end where no fault would have ended (seed ${seed})`, () => {
  const each = Math.ceil(tries / named.length);
  test.each(named)("%s", { timeout: 1_800_000 }, async (name) => {
    await fc.assert(
      fc.asyncProperty(faults, async (befalls) => {
        expect(await wrongAfter({ situation: name, faults: befalls })).toEqual([]);
      }),
      { seed: seed + named.indexOf(name), numRuns: each },
    );
    counted.set(name, each);
  });

  test.runIf(tries === 150)("the published table tells these figures", () => {
    expect(publishedRows("A fault at every fourth request")).toEqual(rowsOf(counted));
  });
});
