import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eachLimited } from "../../../src/base/each-limited.ts";
import { dropProject, prepareOnce, where } from "./prepared-project.ts";
import { openRealProject, openRealWorld, wordsFor, type RealProject, type RealWorld } from "./real-world.ts";
import { publishedRows, rowsOf } from "./published.ts";
import { startRunners, type RacingEnd, type Runners } from "./runners.ts";
import { branchesOf, shown } from "./shown.ts";

const seed = Number(process.env["RACE_SEED"] ?? 7);
const rounds = Number(process.env["RACE_ROUNDS"] ?? 100);
const target = [where.rollout, where.environment] as const;
const step = ["step", ...target] as const;
const rollback = ["rollback", ...target, "--reason", "Users report errors"] as const;

/** Rounds that are played at a time: most of their time processes wait for each other. */
const lanes = 3;

let project: RealProject;
const counted = new Map<string, number>();

beforeAll(async () => {
  project = await openRealProject(await prepareOnce({ merge: "person" }));
});
afterAll(async () => {
  await project.stop();
  dropProject(project.prepared);
});

/** Milliseconds that the requests of one run wait: mostly none, at times longer than all requests of another run take. */
const pauses = fc.array(
  fc.oneof(
    { weight: 7, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 20 }) },
    { weight: 1, arbitrary: fc.integer({ min: 100, max: 300 }) },
  ),
  { minLength: 30, maxLength: 30 },
);

/** Runs that begin at the same moment, each in its own process. */
async function race(runners: Runners, world: RealWorld, runs: readonly (readonly string[])[], waits: readonly (readonly number[])[] = []) {
  const { url } = world.server;
  return runners.race(
    runs.map((words, index) => ({ words: [...words, ...wordsFor(project, url)], forge: url, pauses: waits[index] ?? [] })),
  );
}

/** Everything on the forge, and how often each kind of thing was said there. */
async function standing(world: RealWorld) {
  const { statuses, comments, events, deployments, deploymentStatuses } = world.server.state;
  const said = { statuses, comments, events, deployments, deploymentStatuses };
  const counts = Object.fromEntries(Object.entries(said).map(([name, list]) => [name, list.length]));
  return { counts, shown: await shown(world.server) };
}

/** How many commits the branch of each open pull request has beside the base branch. */
async function commitsOfOpen({ server: { folder, state } }: RealWorld): Promise<readonly number[]> {
  const { heads, commits } = await branchesOf(folder);
  const above = (sha: string | undefined): number =>
    sha === undefined || sha === heads.get("refs/heads/main") ? 0 : 1 + above(commits.get(sha)?.parents[0]);
  return state.pulls.filter(({ state: is }) => is === "open").map(({ headRef }) => above(heads.get(`refs/heads/${headRef}`)));
}

/** How many requests of the last run wrote. */
async function writesOf(world: RealWorld, act: () => Promise<unknown>): Promise<number> {
  const earlier = world.server.requests.length;
  await act();
  return world.server.requests.slice(earlier).filter(({ writes }) => writes).length;
}

/** What is wrong after one round, as sentences. */
type Judge = (runners: Runners, world: RealWorld, ends: readonly RacingEnd[]) => Promise<readonly string[]>;

/** Plays so many rounds of these runs, each in a world of its own; tells what is wrong in which. */
async function play(runs: readonly (readonly string[])[], times: number, judge: Judge): Promise<readonly string[]> {
  const waits = fc.sample(fc.array(pauses, { minLength: runs.length, maxLength: runs.length }), { seed, numRuns: times });
  const free = await Promise.all(Array.from({ length: lanes }, () => startRunners(runs.length)));
  const all = [...free];
  try {
    const wrong = await eachLimited(
      waits.map((wait, index) => ({ wait, round: index + 1 })),
      lanes,
      async ({ wait, round }) => {
        const runners = free.pop();
        if (runners === undefined) throw new RangeError("no processes are free");
        const world = await openRealWorld(project);
        try {
          const ends = await race(runners, world, runs, wait);
          const said = await judge(runners, world, ends);
          const printed = ends.map((end) => end.printed).join("\n");
          return said.length === 0 ? [] : [`round ${round} of seed ${seed}: ${said.join("; ")}\n${printed}`];
        } finally {
          await world.close();
          free.push(runners);
        }
      },
    );
    return wrong.flat();
  } finally {
    for (const runners of all) await runners.stop();
  }
}

/** Where one run that nobody disturbs ends. */
async function undisturbed() {
  const world = await openRealWorld(project);
  try {
    const { code, printed } = await world.start(...step).ended;
    expect(code, printed).toBe(0);
    return JSON.stringify(await standing(world), undefined, 1);
  } finally {
    await world.close();
  }
}

describe("processes that take the same step at once end where one alone ends", () => {
  test.each([
    ["two at once", 2],
    ["four at once", 4],
  ] as const)("%s", { timeout: 1_800_000 }, async (name, count) => {
    const clean = await undisturbed();
    const wrong = await play(
      Array.from({ length: count }, () => step),
      rounds,
      async (runners, world, ends) => {
        const codes = ends.map(({ code }) => code);
        const ended = JSON.stringify(await standing(world), undefined, 1);
        const commits = await commitsOfOpen(world);
        const again: number[] = [];
        const writes = await writesOf(world, async () => again.push(...(await race(runners, world, [step])).map(({ code }) => code)));
        return [
          ...(codes.every((code) => code === 0 || code === 75) ? [] : [`they end with ${codes.join(", ")}`]),
          ...(ended === clean ? [] : [`another end than ${clean}: ${ended}`]),
          ...(commits.join() === "1" ? [] : [`commits of open pull requests: ${commits.join()}`]),
          ...(again.join() === "0" && writes === 0 ? [] : [`a run after it ends with ${again.join()} and writes ${writes} times`]),
        ];
      },
    );
    counted.set(name, rounds);
    expect(wrong).toEqual([]);
  });
});

test("an advance and a rollback at once end in the rollback alone, once each was run again", { timeout: 1_800_000 }, async () => {
  const times = Math.ceil(rounds / 5);
  const wrong = await play([step, rollback], times, async (runners, world, ends) => {
    const [advanced, back] = ends.map(({ code }) => code);
    const commits = await commitsOfOpen(world);
    const [backAgain] = await race(runners, world, [rollback]);
    const [stopped] = await race(runners, world, [step]);
    const open = world.server.state.pulls.filter(({ state }) => state === "open").map(({ headRef }) => headRef);
    const writes = await writesOf(world, async () => {
      await race(runners, world, [rollback]);
      await race(runners, world, [step]);
    });
    return [
      ...(advanced !== undefined && [0, 1, 75].includes(advanced) ? [] : [`the advance ends with ${advanced}`]),
      ...(back === 0 || back === 75 ? [] : [`the rollback ends with ${back}`]),
      ...(commits.every((count) => count === 1) ? [] : [`commits of open pull requests: ${commits.join()}`]),
      ...(backAgain?.code === 0 ? [] : [`the rollback that was run again ends with ${backAgain?.code}`]),
      // An advance is not for as long as a way back is open.
      ...(stopped?.code === 1 ? [] : [`the advance that was run again ends with ${stopped?.code}`]),
      ...(open.length === 1 && open[0]?.endsWith("/before") === true ? [] : [`open in the end: ${open.join()}`]),
      ...(writes === 0 ? [] : [`runs after that write ${writes} times`]),
    ];
  });
  counted.set("an advance and a rollback at once", times);
  expect(wrong).toEqual([]);
});

test.runIf(rounds === 100)("the published table tells these figures", () => {
  expect(publishedRows("Processes at once")).toEqual(rowsOf(counted));
});
