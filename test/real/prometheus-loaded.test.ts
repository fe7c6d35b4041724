import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { part } from "./harness/part.ts";
import { textOf, trees, treeRows } from "./ladder-trees.ts";
import { startPrometheus, type PrometheusServer, type RawSeries } from "./prometheus-server.ts";

const { system, cases, breakable } = part();
const rules = breakable(
  trees.map((tree) => textOf(tree, "rules.yaml")),
  "what is recorded of the stage has one value for each metric there is",
  (sound) => sound.map((text) => text.replaceAll(/expr: vector\(\d+\)/g, `expr: 'count by (__name__) ({__name__=~".+"})'`)),
);

const TestFile = z.object({ tests: z.array(z.object({ input_series: z.array(z.object({ series: z.string() })).default([]) })) });
const Loaded = z.object({
  data: z.object({
    groups: z.array(
      z.object({ file: z.string(), rules: z.array(z.object({ name: z.string(), health: z.string(), lastError: z.string().default("") })) }),
    ),
  }),
});
type Rule = z.infer<typeof Loaded>["data"]["groups"][number]["rules"][number];

/** Every series that the rules' unit tests know, growing until now, so that every expression has something to work on. */
function everySeries(): readonly RawSeries[] {
  const names = new Set(
    trees.flatMap((tree) =>
      TestFile.parse(parse(textOf(tree, "rules.test.yaml"))).tests.flatMap(({ input_series: given }) => given.map(({ series }) => series)),
    ),
  );
  const end = Math.floor(Date.now() / 1000);
  const samples = Array.from({ length: 40 }, (_, index) => [end - (40 - index) * 15, index * 30] as const);
  return [...names].map((name) => ({ name, samples }));
}

/**
 * Trees that one server loads together, by their index: no two of one ladder,
 * as the stages of a ladder record the same series and would get in each
 * other's way.
 */
function roundsOf(): readonly (readonly number[])[] {
  const rounds: number[][] = [];
  const seen = new Map<string, number>();
  for (const [index, { environment, rollout }] of trees.entries()) {
    const ladder = `${environment}/${rollout}`;
    const stage = seen.get(ladder) ?? 0;
    seen.set(ladder, stage + 1);
    (rounds[stage] ??= []).push(index);
  }
  return rounds;
}

const servers: PrometheusServer[] = [];
/** The rules of each tree as the server that loaded them tells them. */
const loaded = new Map<number, readonly Rule[]>();

beforeAll(async () => {
  const series = everySeries();
  const now = Math.floor(Date.now() / 1000);
  const rounds = roundsOf();
  for (const round of rounds) {
    servers.push(
      await startPrometheus({ series, rules: [], loaded: round.map((index) => rules[index] ?? ""), start: now - 600, end: now }),
    );
  }
  system("prometheus", await versionOf(servers[0]?.url ?? ""));
  const told = await Promise.all(servers.map(evaluated));
  for (const [number, round] of rounds.entries()) {
    for (const [place, index] of round.entries()) loaded.set(index, told[number]?.get(`rules-${place}.yaml`) ?? []);
  }
});
afterAll(async () => {
  for (const server of servers) await server.stop();
});

async function versionOf(url: string): Promise<string> {
  const answer = z.object({ data: z.object({ version: z.string() }) });
  return answer.parse(await (await fetch(`${url}/api/v1/status/buildinfo`)).json()).data.version;
}

/** The rules of each file once all have been evaluated; groups are evaluated within the interval they have, 30 s. */
async function evaluated({ url }: PrometheusServer): Promise<ReadonlyMap<string, readonly Rule[]>> {
  for (let attempt = 0; attempt < 60; attempt++) {
    const { data } = Loaded.parse(await (await fetch(`${url}/api/v1/rules`)).json());
    const all = data.groups.flatMap((group) => group.rules);
    if (all.length > 0 && all.every(({ health }) => health !== "unknown")) {
      const files = new Map<string, Rule[]>();
      for (const group of data.groups) files.set(group.file, [...(files.get(group.file) ?? []), ...group.rules]);
      return new Map([...files].map(([file, own]) => [file.replace(/^.*\//, ""), own]));
    }
    await sleep(1000);
  }
  throw new Error("the rules were not evaluated within a minute");
}

test.each(treeRows.map(([name], index) => [name, index] as const))("%s: the server takes every rule and evaluates it well", (_, index) => {
  const own = loaded.get(index) ?? [];
  const said = [...(rules[index] ?? "").matchAll(/^ *- (?:record|alert): (\S+)$/gm)].map(([, name = ""]) => name);
  const ill = own.filter(({ health }) => health !== "ok").map(({ name, lastError }) => `${name}: ${lastError}`);
  cases(own.length, ill.length);
  expect(ill).toEqual([]);
  expect(said.length).toBeGreaterThan(0);
  // Groups come back by name, not as they stand in the file.
  expect(own.map(({ name }) => name).toSorted()).toEqual(said.toSorted());
});
