import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { expectedShare } from "../../src/compile/traffic/expected-share.ts";
import type { Routing } from "../../src/compile/traffic/routing.ts";
import { startApiServer, type ApiServer } from "./cluster/api-server.ts";
import { caller, type Caller, type Question } from "./cluster/caller.ts";
import { record, records, type Manifest } from "./cluster/client.ts";
import { startEnvoy, type Envoy } from "./cluster/envoy.ts";
import { inParallel } from "./cluster/in-parallel.ts";
import { installDefinitions } from "./cluster/install-definitions.ts";
import { keep, moveStage } from "./cluster/keep.ts";
import { misrouted, unlikely, type Answers, type Kind } from "./cluster/misrouted.ts";
import { startRecorder, type Received, type Recorder, type ServiceName, type Side, type Way } from "./cluster/recorder.ts";
import { mirroringLadder, routedLadders, type RoutedLadder, type RoutedStage } from "./cluster/routed-ladders.ts";
import { part } from "./harness/part.ts";
import { project } from "./ladder-trees.ts";

const { system, cases, breakable } = part();
/** Requests of a stage that are copied or not. */
const perStage = 2000;
/** Requests of a stage that only shares them out. */
const perWeight = 2000;
/** Requests of each kind that is decided before the weight. */
const perClass = 40;

const copying = breakable(mirroringLadder, "copies go to the baseline", (sound) =>
  sound.map((ladder) => ({ ...ladder, stages: ladder.stages.map(misdirected) })),
);
const sharing = routedLadders(project).filter(({ provider }) => provider === "http-route");

let server: ApiServer;
let recorder: Recorder;
let envoy: Envoy;
const started: { readonly stop: () => Promise<void> }[] = [];

beforeAll(async () => {
  server = await running(startApiServer());
  recorder = await running(startRecorder());
  await installDefinitions(server, "anything");
  envoy = await running(startEnvoy(server));
  for (const [name, version] of Object.entries(envoy.versions)) system(name, version);
  system("kube-apiserver", server.version);
  for (const ladder of [...copying, ...sharing]) {
    await namespaceOf(ladder);
    for (const [side, service] of servicesOf(ladder)) await recorder.serve(server, side, service);
  }
});
afterAll(async () => {
  for (const { stop } of started.toReversed()) await stop();
});
beforeEach(() => {
  recorder.behave("candidate", "answers");
  recorder.forget();
});

describe.each(copying.map((ladder) => [ladder.name, ladder] as const))("The copies of %s", (_name, ladder) => {
  let at: RoutedStage | undefined;
  afterAll(async () => moveStage(server, at, undefined));
  const goTo = async (stage: RoutedStage): Promise<void> => {
    if (at === stage) return;
    await envoy.change(() => moveStage(server, at, stage));
    at = stage;
  };

  test.each(ladder.stages.map((stage) => [stage.stage, stage] as const))("%s answers and copies as it says", async (_, stage) => {
    await goTo(stage);
    expect(await miscopied(stage)).toEqual([]);
  });

  const all = ladder.stages.find(({ routing }) => routing.mirrorPercent === 100);
  test.each<[string, Way]>([
    ["fails", "fails"],
    ["does not answer before the caller has all answers", "holds"],
    ["breaks off", "breaks off"],
  ])("a shadow that %s changes no answer", async (_, way) => {
    await goTo(present(all));
    recorder.behave("candidate", way);
    const questions = questionsFor(200);
    const answers = await askAll(present(all).routing, questions);
    const unlike = answers.filter((answer, index) => answer !== `200 baseline ${questions[index]?.path}`);
    await arrived(questions.length);
    cases(questions.length, unlike.length);
    expect(unlike).toEqual([]);
    expect(recorder.received("candidate")).toHaveLength(questions.length);
    expect(recorder.held("candidate")).toBe(way === "holds" ? questions.length : 0);
  });

  const lacking = async (lack: (shadow: ServiceName) => Promise<unknown>): Promise<readonly string[]> => {
    await goTo(present(all));
    const shadow = present(servicesOf(ladder).find(([side]) => side === "candidate"))[1];
    await envoy.change(() => lack(shadow));
    const questions = questionsFor(200);
    const answers = await askAll(present(all).routing, questions);
    await envoy.change(() => recorder.serve(server, "candidate", shadow));
    cases(questions.length, 0);
    return answers.map((answer, index) => (answer === `200 baseline ${questions[index]?.path}` ? "the baseline's" : answer));
  };

  test("a shadow without endpoints changes no answer", async () => {
    const answers = await lacking((shadow) => recorder.serve(server, undefined, shadow));
    expect(new Set(answers)).toEqual(new Set(["the baseline's"]));
  });

  test("a shadow without a Service takes all answers with it: this gateway has no route to what is not there", async () => {
    const answers = await lacking(({ name, namespace }) =>
      server.remove({ apiVersion: "v1", kind: "Service", metadata: { name, namespace } }),
    );
    expect(new Set(answers)).toEqual(new Set(["500 "]));
  });
});

describe.each(sharing.map((ladder) => [ladder.name, ladder] as const))("%s by Envoy Gateway", (_name, ladder) => {
  let at: RoutedStage | undefined;
  afterAll(async () => moveStage(server, at, undefined));

  test.each(ladder.stages.map((stage) => [stage.stage, stage] as const))("%s sends requests where it says", async (_, stage) => {
    await envoy.change(() => moveStage(server, at, stage));
    at = stage;
    const asking = caller(envoy.port, stage.routing.host);
    const ask = ({ path, headers, count }: Kind) => counted(asking, { method: "GET", path, headers }, count);
    const { asked, complaints } = await misrouted(stage.routing, { ask, provider: "http-route", perWeight, perClass });
    await asking.close();
    cases(asked, complaints.length);
    expect(complaints).toEqual([]);
  });

  test("going through all stages loses no request", async () => {
    const { routing } = present(ladder.stages[0]);
    const path = routing.paths[0]?.path ?? "/";
    const asking = caller(envoy.port, routing.host);
    const question: Question = { method: "GET", path };
    const going = asking.goOn(question);
    for (const stage of [...ladder.stages.toReversed(), ...ladder.stages]) {
      await moveStage(server, at, stage);
      at = stage;
      await sleep(250);
    }
    const { baseline, candidate, faults } = bySide(question, await going.end());
    await asking.close();
    const lost = Object.values(faults).reduce((sum, count) => sum + count, 0);
    cases(baseline + candidate + lost, lost);
    expect(faults).toEqual({});
    expect(baseline + candidate).toBeGreaterThan(500);
  });
});

/** A thing that is started, and stopped at the end. */
async function running<Thing extends { readonly stop: () => Promise<void> }>(starting: Promise<Thing>): Promise<Thing> {
  const thing = await starting;
  started.push(thing);
  return thing;
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("the ladder does not have what this test is about");
  return value;
}

async function namespaceOf({ namespace }: RoutedLadder): Promise<void> {
  await keep(server, { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
}

function servicesOf({ namespace, stages }: RoutedLadder): readonly (readonly [Side, ServiceName])[] {
  const { baseline, candidate } = present(stages[0]).routing.backends;
  return [
    ["baseline", { name: baseline.service, namespace, port: baseline.port }],
    ["candidate", { name: candidate.service, namespace, port: candidate.port }],
  ];
}

/** Requests that differ in path and body, every other one with a body. */
function questionsFor(count: number, label = "any", headers: Readonly<Record<string, string>> = {}): readonly Question[] {
  return Array.from({ length: count }, (_, index) =>
    index % 2 === 0
      ? { method: "GET", path: `/${label}/${index}?page=${index}`, headers }
      : { method: "POST", path: `/${label}/${index}`, headers, body: `order ${index}` },
  );
}

async function askAll({ host }: Routing, questions: readonly Question[]): Promise<readonly string[]> {
  const { ask, close } = caller(envoy.port, host);
  const answers = await inParallel(questions, 16, ask);
  await close();
  return answers;
}

/** How often each side answered the same question. */
async function counted({ ask }: Caller, question: Question, count: number): Promise<Answers> {
  const answers = await inParallel(
    Array.from({ length: count }, () => question),
    16,
    ask,
  );
  const tally = new Map<string, number>();
  for (const answer of answers) tally.set(answer, (tally.get(answer) ?? 0) + 1);
  return bySide(question, Object.fromEntries(tally));
}

/** What came back of a question, told apart by who answered. */
function bySide({ path }: Question, tally: Readonly<Record<string, number>>): Answers {
  const { [`200 baseline ${path}`]: baseline = 0, [`200 candidate ${path}`]: candidate = 0, ...faults } = tally;
  return { baseline, candidate, faults };
}

/** Waits until the candidate has received so many requests, or for a while none. */
async function arrived(wanted: number): Promise<void> {
  let last = -1;
  for (let still = 0; still < 6 && recorder.received("candidate").length < wanted; still += 1) {
    const now = recorder.received("candidate").length;
    if (now !== last) still = 0;
    last = now;
    await sleep(100);
  }
}

/** Where a stage answered or copied otherwise than it says. */
async function miscopied({ routing }: RoutedStage): Promise<readonly string[]> {
  const header = routing.canary?.match?.header;
  const complaints: string[] = [];
  for (const value of header === undefined ? [undefined] : [undefined, "always", "never"]) {
    recorder.forget();
    const headers = header === undefined || value === undefined ? {} : { [header.name]: value };
    const questions = questionsFor(perStage, value, headers);
    const answers = await askAll(routing, questions);
    const answered = (side: Side): number => answers.filter((answer, index) => answer === `200 ${side} ${questions[index]?.path}`).length;
    const share = present(expectedShare(routing, { path: "/any", header: value }, "http-route"));
    const percent = value === undefined ? routing.mirrorPercent : 0;
    const byCandidate = answered("candidate");
    await arrived(byCandidate + (percent === 100 ? perStage : Number.POSITIVE_INFINITY));
    const received = recorder.received("candidate");
    const own = [
      ...unlikely({ what: "answers of the candidate", count: byCandidate, of: perStage, share: share.parts / share.of }),
      ...unlikely({ what: "copies", count: received.length - byCandidate, of: perStage, share: percent / 100 }),
      ...(byCandidate + answered("baseline") === perStage
        ? []
        : [
            `other answers: ${[...new Set(answers.filter((answer) => !/^200 (baseline|candidate) /.test(answer)))].slice(0, 5).join(", ")}`,
          ]),
      ...(recorder.received("baseline").length === answered("baseline")
        ? []
        : [`the baseline received ${recorder.received("baseline").length} requests and gave ${answered("baseline")} answers`]),
      ...strangers(received, questions, routing.host),
    ];
    cases(perStage, own.length);
    complaints.push(...own.map((text) => `header ${value ?? "-"}: ${text}`));
  }
  return complaints;
}

/** What was received and is not as it was sent, but for the host: Envoy marks it in copies. */
function strangers(received: readonly Received[], questions: readonly Question[], host: string): readonly string[] {
  const sent = new Map(questions.map(({ method, path, body = "" }) => [path, `${method} ${path} ${body}`]));
  const wrong = received.filter(
    ({ method, path, body, host: to }) => sent.get(path) !== `${method} ${path} ${body}` || ![host, `${host}-shadow`].includes(to),
  );
  const twice = received.length - new Set(received.map(({ path }) => path)).size;
  return [
    ...(wrong.length === 0 ? [] : [`${wrong.length} arrived changed, such as ${JSON.stringify(wrong[0])}`]),
    ...(twice === 0 ? [] : [`${twice} arrived twice`]),
  ];
}

/** A stage whose route copies requests to the side that answers them. */
function misdirected(stage: RoutedStage): RoutedStage {
  const { service, port } = stage.routing.backends.baseline;
  const other = (filter: Manifest): Manifest => {
    const mirror = record(filter["requestMirror"]);
    return { ...filter, requestMirror: { ...mirror, backendRef: { ...record(mirror["backendRef"]), name: service, port } } };
  };
  return {
    ...stage,
    objects: stage.objects.map((object) => {
      const spec = record(object["spec"]);
      const rules = records(spec["rules"]).map((rule) =>
        rule["filters"] === undefined ? rule : { ...rule, filters: records(rule["filters"]).map(other) },
      );
      return { ...object, spec: { ...spec, rules } };
    }),
  };
}
