import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApiServer, type ApiServer } from "./cluster/api-server.ts";
import { record, type Answer, type Manifest } from "./cluster/client.ts";
import { installDefinitions, nameOf } from "./cluster/install-definitions.ts";
import { ensureNamespaces, identity, ladderObjects, type LadderObjects, type StageObjects } from "./cluster/stages.ts";
import { part } from "./harness/part.ts";
import { project, trees } from "./ladder-trees.ts";

const { system, cases, breakable } = part();
const ladders = breakable(ladderObjects(trees), "every PrometheusRule has a field that its kind does not know", (sound) =>
  sound.map((ladder) => ({ ...ladder, stages: ladder.stages.map(misspelt) })),
);

let server: ApiServer;
beforeAll(async () => {
  server = await startApiServer();
  system("kube-apiserver", server.version);
  for (const module of await installDefinitions(server, "as the model")) system(...module);
});
afterAll(async () => server.stop());

describe.each(ladders.map((ladder) => [ladder.environment, ladder.rollout, ladder] as const))("%s %s", (name, _rollout, ladder) => {
  beforeAll(async () => {
    const environment = project.environments.get(name)?.value;
    if (environment === undefined) throw new Error(`${name} is not an environment`);
    await ensureNamespaces(
      server,
      environment,
      ladder.stages.flatMap(({ objects }) => objects),
    );
  });

  test.each(ladder.stages.map(({ stage }, index) => [stage, index] as const))("%s is taken by an empty cluster", async (_stage, index) => {
    expect([...(await move(undefined, ladder.stages[index])), ...(await move(ladder.stages[index], undefined))]).toEqual([]);
  });

  test("every step up and down, and the way from every stage to the first, is taken and leaves exactly what the stage has", async () => {
    const complaints: string[] = [];
    let at: StageObjects | undefined;
    for (const to of walk(ladder)) {
      complaints.push(...(await move(at, to)), ...(await differences(ladder, to)));
      at = to;
    }
    expect([...complaints, ...(await move(at, undefined))]).toEqual([]);
  });
});

/** One by one to the top and down again; then to the top at once, and from every stage straight to the first. */
function walk({ stages }: LadderObjects): readonly StageObjects[] {
  const [first] = stages;
  return [...stages, ...stages.toReversed().slice(1), ...stages.slice(2).flatMap((stage) => (first === undefined ? [] : [stage, first]))];
}

/** Goes from one stage to another as a GitOps tool does: applies what is wanted, then removes what no longer is. */
async function move(from: StageObjects | undefined, to: StageObjects | undefined): Promise<readonly string[]> {
  const wanted = to?.objects ?? [];
  const kept = new Set(wanted.map(identity));
  const removed = (from?.objects ?? []).filter((object) => !kept.has(identity(object)));
  const applied = await Promise.all(
    wanted.map(async (object) => complaintsOf(`applying ${nameOf(object)} for ${to?.stage}`, await server.apply(object))),
  );
  const gone = await Promise.all(
    removed.map(async (object) => complaintsOf(`removing ${nameOf(object)} of ${from?.stage}`, await server.remove(object))),
  );
  const complaints = [...applied, ...gone].flat();
  cases(wanted.length + removed.length, complaints.length);
  return complaints;
}

function complaintsOf(what: string, { status, body, warnings }: Answer): readonly string[] {
  const refused = status >= 300 ? [`${what}: ${status} ${String(body["message"])}`] : [];
  return [...refused, ...warnings.map((text) => `${what}: warning: ${text}`)];
}

/** How what the cluster has differs from what the stage has: objects left over, objects missing, fields changed. */
async function differences({ stages }: LadderObjects, { stage, objects }: StageObjects): Promise<readonly string[]> {
  const wanted = new Map(objects.map((object) => [identity(object), object]));
  const all = new Map(stages.flatMap((one) => one.objects.map((object) => [identity(object), object] as const)));
  const found = [...all].map(async ([key, object]) => {
    const { status, body } = await server.read(object);
    const want = wanted.get(key);
    if (want === undefined) return status === 404 ? [] : [`${nameOf(object)} is left over at ${stage}`];
    if (status !== 200) return [`${nameOf(object)} is missing at ${stage}`];
    return changed(want, body, "").map((path) => `${nameOf(object)} at ${stage}: ${path} is not what was applied`);
  });
  return (await Promise.all(found)).flat();
}

/** Paths whose value was given and is not the same in the cluster. What the cluster adds is its own. */
function changed(wanted: unknown, live: unknown, path: string): readonly string[] {
  if (Array.isArray(wanted) && Array.isArray(live) && wanted.length === live.length)
    return wanted.flatMap((item, index) => changed(item, live[index], `${path}[${index}]`));
  if (isObject(wanted) && isObject(live))
    return Object.entries(wanted).flatMap(([key, value]) => changed(value, live[key], `${path}.${key}`));
  return isDeepStrictEqual(wanted, live) ? [] : [path];
}

function isObject(value: unknown): value is Manifest {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function misspelt({ stage, objects }: StageObjects): StageObjects {
  return {
    stage,
    objects: objects.map((object) =>
      object["kind"] === "PrometheusRule" ? { ...object, spec: { ...record(object["spec"]), grups: [] } } : object,
    ),
  };
}
