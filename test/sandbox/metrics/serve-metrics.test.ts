import { afterAll, beforeAll, expect, test } from "vitest";
import { judgeStage } from "../../../src/evidence/judge/judge-stage.ts";
import { environmentSource } from "../../../src/evidence/prometheus/environment-source.ts";
import { scenarioSource, scenarioTimeline } from "../../../src/sandbox/metrics/scenario-source.ts";
import { scenarioNamed } from "../../../src/sandbox/metrics/scenarios.ts";
import { serveMetrics, type MetricsServer } from "../../../src/sandbox/metrics/serve-metrics.ts";
import { shop } from "../../evidence/shop.ts";

const context = shop();
const timeline = scenarioTimeline(context);
if (timeline === undefined) throw new Error("expected a timeline");
const source = scenarioSource(context, "healthy", scenarioNamed("healthy"), timeline);
const known = { at: undefined, landed: () => undefined, receipts: [], confirmations: [], clock: () => 0 };
let server: MetricsServer;
beforeAll(async () => {
  server = await serveMetrics(source);
});
afterAll(() => server.stop());

async function get(path: string, init?: RequestInit) {
  const response = await fetch(`${server.url}${path}`, init);
  const body: unknown = await response.json();
  return { status: response.status, body };
}

test("over HTTP every gate of every kind answers as it does in-process", async () => {
  const secrets = { variable: () => undefined, file: () => undefined };
  const asked = await judgeStage(environmentSource(context.environment, secrets, server.url), context, known);
  const inProcess = await judgeStage(source, context, known);
  expect(asked).toEqual(inProcess);
  const signals = asked.verdicts.filter(({ kind }) => kind !== "checklist" && kind !== "approval");
  expect(signals.map(({ gate, answer }) => [gate, answer])).toEqual(signals.map(({ gate }) => [gate, "pass"]));
});

test.each([
  ["a query that nothing compiled", "/api/v1/query?query=vector(1)", 400],
  ["a compiled query with a part more", `/api/v1/query?query=${encodeURIComponent("count(up) or vector(1)")}`, 400],
  ["no query", "/api/v1/query", 400],
  ["a time that is none", "/api/v1/query?query=time()&time=soon", 400],
  ["a range without steps", "/api/v1/query_range?query=time()&start=1&end=2&step=0", 400],
  ["a range of too many points", "/api/v1/query_range?query=time()&start=1&end=20000&step=1", 400],
  ["a path that is not asked", "/api/v1/series", 404],
  ["the version", "/api/v1/status/buildinfo", 200],
  ["the time", "/api/v1/query?query=time()", 200],
])("answers %s", async (_, path, status) => {
  expect(await get(path)).toMatchObject({ status, body: { status: status === 200 ? "success" : "error" } });
});

test("refuses to change anything, and a body without end", async () => {
  expect(await get("/api/v1/alerts", { method: "DELETE" })).toMatchObject({ status: 404 });
  expect(await get("/api/v1/query", { method: "POST", body: "query=".padEnd(2_000_000, "x") })).toMatchObject({ status: 413 });
});
