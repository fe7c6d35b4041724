import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createContext, type Context } from "../../../src/compile/context.ts";
import { judgeStage, type StageJudgement } from "../../../src/evidence/judge/judge-stage.ts";
import { environmentSource } from "../../../src/evidence/prometheus/environment-source.ts";
import type { RampStanding } from "../../../src/sandbox/metrics/ramp.ts";
import { scenarios } from "../../../src/sandbox/metrics/scenarios.ts";
import { serveRamps, type RampsServer } from "../../../src/sandbox/metrics/serve-ramps.ts";
import { example } from "../../cases/example.ts";
import { alertCommon, metrics } from "../../cases/metrics.ts";

const requests = { metric: "http_requests_total" } as const;
const evidence = { noData: "hold", minimumSamples: 100 } as const;
const parts = {
  metrics,
  signals: {
    errors: {
      kind: "ratio",
      title: "Error rate",
      numerator: { ...requests, where: { code: "500" } },
      denominator: requests,
      objective: { share: "99.9 %" },
    },
    latency: { kind: "quantile", title: "Latency", histogram: { metric: "http_request_duration_seconds" }, quantile: 0.95 },
    memory: { kind: "level", title: "Memory", gauge: { metric: "session_memory_bytes" } },
  },
  gates: {
    errors: { kind: "limit", title: "Errors", ...evidence, signal: "errors", hold: { above: "0.5 %" }, rollback: { above: "1 %" } },
    latency: { kind: "delta", title: "Latency", ...evidence, signal: "latency", hold: { above: "1.2x" }, rollback: { above: "1.5x" } },
    memory: { kind: "limit", title: "Memory", noData: "hold", signal: "memory", hold: { above: "500 MB" } },
    quiet: { kind: "alerts-quiet", title: "Quiet", severities: ["critical"], quietFor: "2h", noData: "hold" },
  },
  alerts: {
    Slow: { ...alertCommon, severity: "warning", when: { kind: "gate", gate: "latency", limit: "hold" } },
    Budget: { ...alertCommon, when: { kind: "burn-rate", signal: "errors" } },
    Gone: { ...alertCommon, when: { kind: "down", metric: "up", where: { job: "shop" } } },
    Idle: { ...alertCommon, severity: "warning", when: { kind: "no-traffic", signal: "errors" } },
  },
};

const gates = ["errors", "latency", "memory", "quiet"];
const stages = [
  { name: "before", title: "Before", hold: "2h", gates },
  { name: "canary", title: "Canary", levers: { weight: 5 }, hold: "6h", gates },
  { name: "half", title: "Half", levers: { weight: 50 }, hold: "6h", gates },
];

/** A rollout of this name in an environment of that name, at a stage. */
function contextOf(name: string, environment: string, stage = "before"): Context {
  const made = example(name, { ...parts, ladders: { production: { stages } } }, { name: environment });
  const ladder = made.rollout.ladders["production"];
  if (ladder === undefined) throw new Error("expected a ladder");
  return createContext({ ...made, ladder, stage, ledger: [], definition: "rollouts/shop.ts", template: () => "" });
}

const minute = 60;
const hour = 60 * minute;
const start = 1_767_603_600;
const secrets = { variable: () => undefined, file: () => undefined };
let now = start;
const stands = new Map<string, RampStanding>();
let server: RampsServer;

async function judged(name: string, environment: string, stage: string, at?: number): Promise<StageJudgement> {
  const context = contextOf(name, environment, stage);
  const known = { at, landed: () => undefined, receipts: [], confirmations: [], clock: () => 0 };
  return judgeStage(environmentSource(context.environment, secrets, server.urlOf(environment, name)), context, known);
}

/** Gates that do not pass; `!` proposes to go back. */
function troubles({ verdicts }: StageJudgement): Readonly<Record<string, string>> {
  return Object.fromEntries(
    verdicts.flatMap(({ gate, answer, reason, rollback }) => (answer === "pass" ? [] : [[gate, `${reason ?? ""}${rollback ? "!" : ""}`]])),
  );
}

describe("one server plays a rollout in every scenario at once", () => {
  const names = Object.keys(scenarios);

  beforeAll(async () => {
    now = start + 8 * hour;
    for (const name of names) stands.set(`shop ${name}`, { stage: "canary", since: start });
    server = await serveRamps({
      contexts: names.map((name) => contextOf("shop", name)),
      now: () => now,
      standing: (rollout, environment) => stands.get(`${rollout} ${environment}`),
      scenario: (_, environment) => environment,
    });
  });
  afterAll(() => server.stop());

  const expected: Readonly<Record<keyof typeof scenarios, readonly [gates: object, alerts: readonly string[]]>> = {
    healthy: [{}, []],
    "latency-regression": [{ latency: "rollback-limit!" }, ["Slow"]],
    "rare-errors": [{ errors: "hold-limit", quiet: "alert-fired" }, ["Budget"]],
    "no-traffic": [{ errors: "no-data", latency: "no-data" }, ["Idle"]],
    flapping: [{ errors: "rollback-limit!", latency: "rollback-limit!" }, ["Slow"]],
    "missing-scrapes": [{ errors: "stale", latency: "stale", memory: "stale", quiet: "alert-fired" }, ["Gone", "Idle"]],
    "baseline-also-bad": [{ errors: "rollback-limit!", quiet: "alert-fired" }, ["Budget"]],
    "slow-leak": [{ latency: "rollback-limit!", memory: "hold-limit" }, ["Slow"]],
  };

  test.each(Object.entries(expected))("%s", async (name, [gates, alerts]) => {
    // In the last minutes of an hour, when what comes and goes is there.
    now = start + 7 * hour + 59 * minute;
    expect(troubles(await judged("shop", name, "canary"))).toEqual(gates);
    const source = environmentSource(contextOf("shop", name).environment, secrets, server.urlOf(name));
    const firing = await source.alerts();
    expect(firing.kind === "ok" && firing.value.map(({ labels }) => labels["alertname"])).toEqual(alerts);
  });
});

describe("a rollout that moves", () => {
  beforeEach(async () => {
    now = start;
    stands.clear();
    server = await serveRamps({
      contexts: [contextOf("shop", "production"), contextOf("shop", "staging"), contextOf("bakery", "production")],
      now: () => now,
      standing: async (rollout, environment) => stands.get(`${rollout} ${environment}`),
    });
    return () => server.stop();
  });

  test("passes stage by stage while it is healthy, and is counted from each merge", async () => {
    stands.set("shop production", { stage: "before", since: now });
    await judged("shop", "production", "before");
    now += 3 * hour;
    expect(await judged("shop", "production", "before")).toMatchObject({ answer: "pass", stay: { since: start } });
    stands.set("shop production", { stage: "canary", since: now + 2 * minute });
    const merged = now;
    now += hour;
    const young = await judged("shop", "production", "canary");
    expect(young).toMatchObject({ answer: "unknown", stay: { since: merged + 2 * minute, origin: "stage-series" } });
    now += 6 * hour;
    expect(await judged("shop", "production", "canary")).toMatchObject({ answer: "pass" });
    expect(await judged("shop", "production", "before")).toMatchObject({ answer: "unknown", stay: { reason: "not-applied" } });
  });

  test("what was measured stays as it was when another scenario is played, and going back ends it", async () => {
    stands.set("shop production", { stage: "canary", since: now });
    now += 7 * hour;
    const before = await judged("shop", "production", "canary");
    expect(before.answer).toBe("pass");
    server.play("shop", "production", "flapping");
    expect(server.playing("shop", "production")).toBe("flapping");
    now += 2 * hour;
    const after = await judged("shop", "production", "canary");
    expect(after).toMatchObject({ answer: "fail", rollback: true });
    // Once more at the earlier moment: the alerts that are loaded now are not asked about the past.
    expect((await judged("shop", "production", "canary", before.at)).verdicts).toEqual(before.verdicts);
    stands.set("shop production", { stage: "before", since: now });
    server.play("shop", "production", "healthy");
    now += 3 * hour;
    expect(await judged("shop", "production", "before")).toMatchObject({ answer: "pass", rollback: false });
  });

  test("the weight of a stage shows in the requests", async () => {
    stands.set("shop production", { stage: "canary", since: now });
    now += 7 * hour;
    const samples = async (stage: string) => (await judged("shop", "production", stage)).verdicts[0]?.samples ?? 0;
    const few = await samples("canary");
    stands.set("shop production", { stage: "half", since: now });
    now += 7 * hour;
    expect(await samples("half")).toBeGreaterThan(3 * few);
  });

  test("one that has not begun has no stage and no data", async () => {
    now += hour;
    expect(await judged("shop", "staging", "before")).toMatchObject({ answer: "unknown", stay: { reason: "no-stage" } });
  });

  test.each([
    ["together, where only one understands", "/api/v1/query?query=", "selector", 200],
    ["together, where several would answer", "/api/v1/query?query=", "samples", 400],
    ["below an environment with two of them", "/production/api/v1/query?query=", "samples", 400],
    ["below an environment and a rollout", "/production/shop/api/v1/query?query=", "samples", 200],
    ["below an environment that is not played", "/nowhere/api/v1/query?query=", "samples", 404],
    ["below a path that is longer", "/production/shop/more/api/v1/query?query=", "samples", 404],
  ] as const)("is asked %s", async (_, path, what, status) => {
    const series = contextOf("shop", "production").observability.series[0];
    const response = await fetch(`${server.url}${path}${encodeURIComponent(series?.[what] ?? "")}`);
    expect(response.status).toBe(status);
    await response.body?.cancel();
  });

  test.each([
    ["a scenario that there is not", () => server.play("shop", "production", "helthy"), 'Cannot find scenario "helthy"'],
    ["a rollout that is not played", () => server.play("cafe", "production", "healthy"), "Cannot play cafe in production"],
  ])("refuses %s", (_, act, words) => {
    expect(act).toThrow(words);
  });

  test("a stage that the ladder does not have is told, not played", async () => {
    stands.set("shop production", { stage: "gone", since: now });
    const response = await fetch(`${server.url}/api/v1/query?query=time()`);
    expect(await response.text()).toContain('at stage \\"gone\\": its ladder has none');
    expect(response.status).toBe(500);
  });
});
