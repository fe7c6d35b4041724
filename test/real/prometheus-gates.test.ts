import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileAllStages, createStandingContext } from "../../src/compile/compile.ts";
import { createContext, type Context } from "../../src/compile/context.ts";
import { rulesFile } from "../../src/compile/generators/rules-file.ts";
import { judgeStage, type StageKnowledge } from "../../src/evidence/judge/judge-stage.ts";
import type { Confirmation } from "../../src/model/confirmation.ts";
import type { MetricsSource } from "../../src/evidence/metrics-source.ts";
import { receiptGate } from "../../src/evidence/probe/answer-from-receipt.ts";
import type { ProbeReceipt } from "../../src/evidence/probe/probe-receipt.ts";
import { createPrometheus } from "../../src/evidence/prometheus/create-prometheus.ts";
import { endpoint } from "../../src/evidence/prometheus/endpoint.ts";
import { openAccess } from "../../src/evidence/prometheus/read-access.ts";
import { Delivery } from "../../src/model/delivery.ts";
import { packageVersion } from "../../src/project/package-version.ts";
import { readProject, type Project } from "../../src/project/read-project.ts";
import { objectives } from "../cases/objectives.ts";
import { part } from "./harness/part.ts";
import { prometheusVersion } from "./harness/prometheus-version.ts";
import { startPrometheus, type PrometheusServer, type RawSeries } from "./prometheus-server.ts";

const { system, breakable } = part();
system("prometheus", prometheusVersion("prometheus"));
/** A rule file as it is loaded. */
const loaded = breakable(
  (content: string) => content,
  "what is recorded of the candidate is called the baseline's",
  () => (content) => content.replaceAll("variant: candidate", "variant: baseline"),
);

/** The five rollouts, each in the environment and at the stage whose gates are asked. */
const standings = {
  "mcp-gateway-rust": ["staging", "canary-10"],
  "mcp-token-shaping": ["production", "canary"],
  "koan-http-sse": ["staging", "load-100"],
  "operator-mcp": ["production", undefined],
  "butlers-streamable-http": ["production", undefined],
} as const;

const names = ["mcp-gateway-rust", "mcp-token-shaping", "koan-http-sse", "operator-mcp", "butlers-streamable-http"] as const;

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");
const hour = 3600;
/** The moment that is judged: a while ago, so that all of it is in blocks. */
const end = Math.floor(Date.now() / 1000 / 7200) * 7200 - 2 * hour;
const start = end - 50 * hour;
const minute = 60;
const steps = Array.from({ length: (end - start) / minute + 1 }, (_, index) => index);

/** A value that is told once a minute; nothing where it is `undefined`. */
function gauge(name: string, value: (index: number) => number | undefined): RawSeries {
  const samples = steps.flatMap((index) => {
    const told = value(index);
    return told === undefined ? [] : [[start + index * minute, told] as const];
  });
  return { name, samples };
}

/** A counter that grows by so much a minute. */
function counter(name: string, perMinute: number): RawSeries {
  return gauge(name, (index) => Math.floor(index * perMinute + 1e-9));
}

/** A histogram: share of the requests that take at most so many seconds, and their mean. */
function histogram(name: string, labels: string, shares: Readonly<Record<string, number>>, mean: number): readonly RawSeries[] {
  return [
    ...Object.entries({ ...shares, "+Inf": 1 }).map(([le, share]) => counter(`${name}_bucket{${labels},le="${le}"}`, requests * share)),
    gauge(`${name}_sum{${labels}}`, (index) => index * requests * mean),
    counter(`${name}_count{${labels}}`, requests),
  ];
}

/** Requests a minute of every side. */
const requests = 600;

/** How well a side does. */
interface Health {
  readonly errors: number;
  readonly latency: Readonly<Record<string, number>>;
  readonly score: number;
  /** Bytes a connection. */
  readonly memory: number;
  readonly connections: number;
}
const good: Health = {
  errors: 0.0001,
  latency: { "0.05": 0.9, "0.09": 0.995, "0.25": 0.999, "1": 1 },
  score: 0.9,
  memory: 4e6,
  connections: 120,
};
const bad: Health = { errors: 0.08, latency: { "0.05": 0.1, "0.09": 0.5, "0.25": 0.9, "1": 1 }, score: 0.6, memory: 2e7, connections: 40 };

/** Everything the five rollouts measure, of candidates that do so well, or of none. */
function world(candidate: Health | undefined): readonly RawSeries[] {
  const sides = (["baseline", "candidate"] as const).flatMap((side) => {
    const health = side === "baseline" ? good : candidate;
    return health === undefined ? [] : [{ side, health }];
  });
  return sides.flatMap(({ side, health }) => [
    ...gateway(side, health),
    ...tokenShaping(side, health),
    ...(side === "candidate" ? koan(health) : []),
    ...budgets(side, health),
  ]);
}

type Side = "baseline" | "candidate";

function gateway(side: Side, { errors, latency }: Health): readonly RawSeries[] {
  const labels = `gateway="${side === "baseline" ? "python" : "rust"}"`;
  return [
    counter(`mcp_requests_total{${labels}}`, requests),
    counter(`mcp_request_errors_total{${labels}}`, requests * errors),
    ...histogram("mcp_request_duration_seconds", labels, latency, 0.05),
  ];
}

function tokenShaping(side: Side, { errors, latency, score }: Health): readonly RawSeries[] {
  const cohort = `cohort="embedded-avatar-${side === "baseline" ? "baseline" : "canary"}"`;
  return [
    counter(`mcp_requests_total{${cohort},endpoint="/mcp"}`, requests),
    counter(`mcp_rejected_requests_total{${cohort},endpoint="/mcp"}`, requests * errors),
    ...["/mcp", "/tools/call"].flatMap((path) => histogram("mcp_request_duration_seconds", `${cohort},endpoint="${path}"`, latency, 0.05)),
    ...histogram("avatar_response_quality_score", cohort, { "0.5": 0.2, "1": 1 }, score),
  ];
}

function koan({ errors, latency, memory, connections }: Health): readonly RawSeries[] {
  const service = 'service="koan-mcp-canary"';
  return [
    counter(`koan_mcp_http_requests_total{${service},outcome="ok"}`, requests * (1 - errors)),
    counter(`koan_mcp_http_requests_total{${service},outcome="error"}`, requests * errors),
    counter(`koan_mcp_auth_bypass_total{${service},entity="a"}`, errors > 0.01 ? 1 : 0),
    gauge(`koan_mcp_sse_connections{${service}}`, () => connections),
    gauge(`koan_mcp_session_memory_bytes{${service}}`, () => memory * connections),
    ...histogram("koan_mcp_request_event_duration_seconds", `${service},method="a"`, latency, 0.05),
  ];
}

/** What a rollout measures whose gates are about error budgets, and what Argo CD says of it. */
function budgets(side: Side, { errors }: Health): readonly RawSeries[] {
  const labels = `version="${side === "baseline" ? "old" : "new"}"`;
  const told = `name="objectives-production",sync_status="${errors > 0.01 ? "OutOfSync" : "Synced"}",health_status="Healthy"`;
  return [
    counter(`http_requests_total{${labels},code="200"}`, requests * (1 - errors)),
    counter(`http_requests_total{${labels},code="500"}`, requests * errors),
    ...(side === "baseline"
      ? []
      : [
          counter('comparisons_total{result="match"}', requests * (1 - errors)),
          counter('comparisons_total{result="other"}', requests * errors),
          gauge(`argocd_app_info{${told}}`, () => 1),
        ]),
  ];
}

/** The rollout of error budgets at its canary, applied by Argo CD. */
function budgetContext(): Context {
  const ladder = objectives.rollout.ladders["production"];
  if (ladder === undefined) throw new Error("expected a ladder");
  const environment = { ...objectives.environment, delivery: Delivery.parse({ kind: "argo-cd", application: "{rollout}-{environment}" }) };
  return createContext({
    ...objectives,
    environment,
    ladder,
    stage: "canary",
    ledger: [],
    definition: "objectives.ts",
    template: () => "",
  });
}

/** An alert that fired for ten minutes in the last two hours. */
const fired = gauge(
  'ALERTS{alertname="MCPRustGatewayDown",alertstate="firing",environment="staging",rollout="mcp-gateway-rust",severity="critical"}',
  (index) => (index > steps.length - 100 && index < steps.length - 90 ? 1 : undefined),
);

let project: Project;
let rules: readonly string[];
const servers = new Map<string, PrometheusServer>();

function contextOf(rollout: keyof typeof standings): Context {
  const [environment, stage] = standings[rollout];
  const standing = project.standings.find((one) => one.rollout === rollout && one.environment === environment);
  if (standing === undefined) throw new Error(`${rollout} has no ladder in ${environment}`);
  return createStandingContext(project, standing, stage ?? standing.stage);
}

function sourceOf(world: string): MetricsSource {
  const { url } = servers.get(world) ?? { url: "http://127.0.0.1:1" };
  return createPrometheus(endpoint(url, [new URL(url).host]), openAccess);
}

/** What probes found, every one of them with the same result. */
function receipt(context: Context, result: "pass" | "fail"): ProbeReceipt {
  const at = new Date((end - 600) * 1000).toISOString();
  const runs = context.position.stage.gates.flatMap((name) => receiptGate(context, name, start)?.runs ?? []);
  return {
    format: "rampart/probe-receipt/1",
    rampart: "0.0.0",
    rollout: context.rollout.name,
    environment: context.environment.name,
    stage: context.position.stage.name,
    definition: { file: context.definition, digest: "0".repeat(64) },
    commit: null,
    at,
    results: runs.map(({ probe, instance, digest }) => ({
      probe,
      kind: "http",
      ...(instance === undefined ? {} : { instance }),
      digest,
      result,
      faults: result === "pass" ? [] : ["status 500"],
      at,
      took: 1,
    })),
  };
}

/** What people confirmed: every checklist as a whole, every approval by whoever may. */
function confirmations(context: Context): readonly Confirmation[] {
  const at = new Date((end - 600) * 1000).toISOString();
  return context.position.stage.gates.flatMap((gate) => {
    const asked = context.rollout.gates[gate];
    const by = asked?.kind === "approval" ? asked.by : asked?.kind === "checklist" ? ["anybody"] : [];
    return by.map((one) => ({ gate, stage: context.position.stage.name, by: one, at }));
  });
}

beforeAll(async () => {
  project = await readProject(root);
  const trees = compileAllStages(project, { version: packageVersion() }, { rollouts: Object.keys(standings) });
  rules = names.map((name) => {
    const { environment, position } = contextOf(name);
    const tree = trees.find((one) => one.rollout === name && one.environment === environment.name && one.stage === position.stage.name);
    return tree?.artifacts.find(({ path }) => path === "rules.yaml")?.content ?? "";
  });
  rules = [...rules, rulesFile.generate(budgetContext())[0]?.content ?? ""].map(loaded);
  const worlds = { good: world(good), bad: [...world(bad), fired], silent: world(undefined) };
  const started = Object.entries(worlds).map(async ([name, series]) =>
    servers.set(name, await startPrometheus({ series, rules, start, end })),
  );
  await Promise.all(started);
}, 300_000);

afterAll(async () => {
  for (const server of servers.values()) await server.stop();
});

/** The answer of each gate of a stage: `pass`, `fail (reason)`, `fail (reason), go back`. */
async function answers(
  world: string,
  rollout: keyof typeof standings | Context,
  known: Partial<StageKnowledge> = {},
): Promise<Record<string, string>> {
  const nothing = { at: end, landed: () => undefined, receipts: [], confirmations: [], clock: () => end };
  const judged = await judgeStage(sourceOf(world), typeof rollout === "string" ? contextOf(rollout) : rollout, {
    ...nothing,
    ...known,
  });
  return Object.fromEntries(
    judged.verdicts.map(({ gate, answer, reason, rollback }) => [
      gate,
      `${answer}${reason === undefined ? "" : ` (${reason})`}${rollback ? ", go back" : ""}`,
    ]),
  );
}

describe("rules of the five rollouts", () => {
  test("are loaded, and their alerts with them", async () => {
    const loaded = await sourceOf("good").rules();
    const alerts = loaded.kind === "ok" ? loaded.value.filter(({ type }) => type === "alerting").map(({ name }) => name) : [];
    expect(alerts).toEqual(expect.arrayContaining(names.flatMap((name) => contextOf(name).observability.alerts.map(({ alert }) => alert))));
  });
});

describe("gates over a candidate that does well", () => {
  test("limits, changes and silence of mcp-gateway-rust pass; people are waited for", async () => {
    expect(await answers("good", "mcp-gateway-rust")).toEqual({
      "error-rate": "pass",
      "p99-latency": "pass",
      "critical-alerts-quiet": "pass",
      "user-complaints": "unknown (waits-for-people)",
      "on-call-ready": "unknown (waits-for-people)",
      "rollback-rehearsed": "unknown (waits-for-people)",
    });
  });
  test("changes and the comparison of mcp-token-shaping pass", async () => {
    expect(await answers("good", "mcp-token-shaping")).toEqual({
      "reject-rate": "pass",
      "mcp-p95": "pass",
      "tools-call-p95": "pass",
      quality: "pass",
      "no-incidents": "unknown (waits-for-people)",
    });
  });
  test("levels, quotients and counts of koan-http-sse pass", async () => {
    expect(await answers("good", "koan-http-sse")).toEqual({
      "connections-100": "pass",
      "request-latency": "pass",
      "memory-per-connection": "pass",
      "error-rate": "pass",
      "auth-bypass": "pass",
    });
  });
});

describe("gates over a candidate that does badly", () => {
  test("mcp-gateway-rust goes back", async () => {
    expect(await answers("bad", "mcp-gateway-rust")).toMatchObject({
      "error-rate": "fail (rollback-limit), go back",
      "p99-latency": "fail (rollback-limit), go back",
      "critical-alerts-quiet": "fail (alert-fired)",
    });
  });
  test("mcp-token-shaping goes back, its quality found worse than the baseline's", async () => {
    expect(await answers("bad", "mcp-token-shaping")).toMatchObject({
      "reject-rate": "fail (rollback-limit), go back",
      "mcp-p95": "fail (rollback-limit), go back",
      quality: "fail (rollback-limit), go back",
    });
  });
  test("koan-http-sse goes back or stays, as each limit says", async () => {
    expect(await answers("bad", "koan-http-sse")).toEqual({
      "connections-100": "fail (hold-limit)",
      "request-latency": "fail (hold-limit)",
      "memory-per-connection": "fail (rollback-limit), go back",
      "error-rate": "fail (rollback-limit), go back",
      "auth-bypass": "fail (rollback-limit), go back",
    });
  });
});

describe("gates without a candidate to measure", () => {
  test.each(names.slice(0, 3))("of %s are unknown, and none proposes to go back", async (name) => {
    const context = contextOf(name);
    const answered = await answers("silent", name);
    const measured = Object.entries(answered).filter(([gate]) => "signal" in (context.rollout.gates[gate] ?? {}));
    expect(measured.length).toBeGreaterThan(0);
    expect([...new Set(measured.map(([, answer]) => answer))]).toEqual(["unknown (no-data)"]);
  });
  test("silence of alerts is unknown where no rule was evaluated", async () => {
    expect(await answers("good", "mcp-gateway-rust", { at: start - 3600 })).toMatchObject({ "critical-alerts-quiet": "unknown (no-data)" });
  });
});

describe("gates on error budgets, of a stage that Argo CD is to confirm", () => {
  test("pass, fail and are unknown", async () => {
    expect(await answers("good", budgetContext())).toEqual({ budget: "pass", "match-budget": "pass", "old-budget": "pass" });
    expect(await answers("bad", budgetContext())).toEqual({
      budget: "fail (rollback-limit), go back",
      "match-budget": "fail (rollback-limit), go back",
      // Well in itself, but who knows of which stage.
      "old-budget": "unknown (not-synced)",
    });
    expect(await answers("silent", budgetContext())).toEqual({
      budget: "unknown (no-data)",
      "match-budget": "unknown (no-data)",
      "old-budget": "unknown (not-confirmed)",
    });
  });
});

describe("gates that receipts and people answer", () => {
  test.each(["operator-mcp", "butlers-streamable-http"] as const)("of %s pass, fail and are unknown", async (name) => {
    const context = contextOf(name);
    const kinds = Object.entries(context.rollout.gates).filter(([gate]) => context.position.stage.gates.some((one) => one === gate));
    const said = async (known: Partial<StageKnowledge>): Promise<readonly string[]> => {
      const answered = await answers("good", name, known);
      return kinds.filter(([, { kind }]) => kind === "probe" || kind === "receipt").map(([gate]) => answered[gate] ?? "");
    };
    expect(new Set(await said({ receipts: [receipt(context, "pass")] }))).toEqual(new Set(["pass"]));
    expect(new Set(await said({ receipts: [receipt(context, "fail")] }))).toEqual(new Set(["fail (probe-failed)"]));
    expect(new Set(await said({}))).toEqual(new Set(["unknown (no-data)"]));
  });
  test("pass for mcp-gateway-rust once everybody has spoken at this stage", async () => {
    expect(await answers("good", "mcp-gateway-rust", { confirmations: confirmations(contextOf("mcp-gateway-rust")) })).toEqual({
      "error-rate": "pass",
      "p99-latency": "pass",
      "critical-alerts-quiet": "pass",
      "user-complaints": "pass",
      "on-call-ready": "pass",
      "rollback-rehearsed": "pass",
    });
  });
});

test("a server that is not there leaves every measured gate unknown and says when to ask again", async () => {
  const known = { at: end, landed: () => undefined, receipts: [], confirmations: [], clock: () => end };
  const judged = await judgeStage(sourceOf("none"), contextOf("mcp-gateway-rust"), known);
  expect(judged).toMatchObject({ answer: "unknown", rollback: false, retryAfter: 60 });
});
