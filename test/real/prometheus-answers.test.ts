import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "../../src/compile/context.ts";
import { askQuestions } from "../../src/evidence/judge/ask-questions.ts";
import { eventTotals } from "../../src/evidence/judge/event-totals.ts";
import { judgeStage } from "../../src/evidence/judge/judge-stage.ts";
import { signalQuestions } from "../../src/evidence/judge/signal-questions.ts";
import type { MetricsSource } from "../../src/evidence/metrics-source.ts";
import { createPrometheus } from "../../src/evidence/prometheus/create-prometheus.ts";
import { endpoint } from "../../src/evidence/prometheus/endpoint.ts";
import { openAccess } from "../../src/evidence/prometheus/read-access.ts";
import { replayGate } from "../../src/evidence/backtest/replay-gate.ts";
import { periods } from "../../src/evidence/backtest/periods.ts";
import { findStay } from "../../src/evidence/window/find-stay.ts";
import { serverTime } from "../../src/evidence/window/server-time.ts";
import { shop } from "../evidence/shop.ts";
import { part } from "./harness/part.ts";
import { prometheusVersion } from "./harness/prometheus-version.ts";
import { startPrometheus, type PrometheusServer, type RawSeries } from "./prometheus-server.ts";

const { system, breakable } = part();
system("prometheus", prometheusVersion("prometheus"));
/** An expression that a gate asks for, as it is sent. */
const asked = breakable(
  (expression: string) => expression,
  "a gate asks in a way that answers 0 where there is nothing",
  () => (expression) => `sum(${expression}) or vector(0)`,
);

const minute = 60;
const hour = 3600;
const end = Math.floor(Date.now() / 1000 / 7200) * 7200 - 2 * hour;
const start = end - 6 * hour;
const steps = (end - start) / minute;

/** A series once a minute; nothing where it is `undefined`. */
function told(name: string, value: (index: number) => number | undefined): RawSeries {
  const samples = Array.from({ length: steps + 1 }, (_, index) => [start + index * minute, value(index)] as const);
  return { name, samples: samples.flatMap(([time, one]) => (one === undefined ? [] : [[time, one] as const])) };
}

const own = 'environment="production",rollout="shop"';
const errors = `variant:errors:ratio_rate5m{${own},variant="candidate"}`;
/** The stage stood for the last four hours, but for half an hour in which nothing was recorded. */
const stage = told(`rollout:candidate_weight:percent{${own},stage="canary"}`, (index) =>
  index < 120 || (index > 200 && index < 230) ? undefined : 5,
);
const stageBefore = told(`rollout:candidate_weight:percent{${own},stage="before"}`, (index) => (index < 120 ? 0 : undefined));
const requests = told('http_requests_total{code="200",version="new"}', (index) => index * 600);

const data: readonly RawSeries[] = [
  stage,
  stageBefore,
  requests,
  told('http_requests_total{code="200",version="old"}', (index) => index * 6000),
  // The error rate was bad for twenty minutes in the fourth hour.
  told(errors, (index) => (index >= 200 && index < 220 ? 0.5 : 0)),
  told('many{a="1"}', () => 0),
  told('many{a="2"}', () => 0),
  told("stale", (index) => (index < steps - 30 ? 0 : undefined)),
  told("not_a_number", () => Number.NaN),
];

/** A counter of errors that is born at 1 in ten pods one after the other, and one that is reset. */
const births: readonly RawSeries[] = [
  ...Array.from({ length: 10 }, (_, pod) =>
    told(`http_requests_total{code="500",version="new",pod="p${pod}"}`, (index) =>
      index >= 150 + pod * 10 && index < 190 + pod * 10 ? 1 : undefined,
    ),
  ),
  told('http_requests_total{code="500",version="new",pod="old"}', (index) =>
    index < 300 ? 40 + Math.floor(index / 100) : Math.floor((index - 300) / 20),
  ),
];

let server: PrometheusServer;
let born: PrometheusServer;
let hasty: PrometheusServer;
const context: Context = shop("4h", ["errors"]);

function sourceOf({ url }: PrometheusServer): MetricsSource {
  return createPrometheus(endpoint(url, [new URL(url).host]), openAccess);
}

beforeAll(async () => {
  const span = { rules: [], start, end };
  [server, born, hasty] = await Promise.all([
    startPrometheus({ ...span, series: data }),
    startPrometheus({ ...span, series: [requests, ...births] }),
    startPrometheus({ ...span, series: data, flags: ["--query.timeout=1ms"] }),
  ]);
}, 60_000);

afterAll(async () => {
  for (const one of [server, born, hasty]) await one.stop();
});

const known = { at: end, landed: () => undefined, receipts: [], confirmations: [], clock: () => end };

/** The verdict of the gate on errors when its signal is answered as another expression is. */
async function judged(instead: string, at: number | undefined, where = context) {
  const real = sourceOf(server);
  const replaced = (expression: string): string => expression.replaceAll(errors, `(${instead})`);
  const source: MetricsSource = {
    ...real,
    query: (expression, time) => real.query(asked(replaced(expression)), time),
    queryRange: (expression, span) => real.queryRange(asked(replaced(expression)), span),
  };
  const { verdicts } = await judgeStage(source, where, { ...known, at });
  return verdicts.find(({ gate }) => gate === "errors");
}

describe("what a real server answers", () => {
  const answers: Readonly<Record<string, readonly [instead: string, reason: string]>> = {
    "NaN, as 0/0 is": ["vector(0) / vector(0)", "not-a-number"],
    "infinity, as 1/0 is": ["vector(1) / vector(0)", "not-a-number"],
    "a typo: no series at all": ["variant:erors:ratio_rate5m", "no-data"],
    "samples that are NaN": ["not_a_number", "not-a-number"],
    "several series": ["many", "many-series"],
    "a scalar": ["scalar(stale)", "bad-query"],
    "a broken query": ["sum(", "bad-query"],
    "samples that ended half an hour ago": ["stale", "stale"],
  };
  test.each(Object.entries(answers))("%s is unknown and never goes back", async (_, [instead, reason]) => {
    expect(await judged(instead, end)).toMatchObject({ answer: "unknown", rollback: false, reason });
  });

  test("a moment ahead of the server's time is unknown", async () => {
    const now = await serverTime(sourceOf(server));
    expect(now.kind).toBe("ok");
    const ahead = (now.kind === "ok" ? now.value : 0) + 600;
    expect(await judged(errors, ahead)).toMatchObject({ answer: "unknown", reason: "in-future" });
  });

  test("the server's own time is judged where no moment is given, and old samples are stale there", async () => {
    expect(await judged(errors, undefined, shop("30m", ["errors"]))).toMatchObject({ answer: "unknown", reason: "stale" });
  });

  test("a deadline that passes is temporary", async () => {
    const answer = await sourceOf(hasty).queryRange("sum(sum_over_time(http_requests_total[6h]))", { start: end - 10_000, end, step: 1 });
    expect(answer).toMatchObject({ kind: "problem", fault: "timeout", retryAfter: 60 });
  });

  test("more than 11,000 points are refused, and asked for in pieces they are answered", async () => {
    const span = { start: end - 12_000, end, step: 1 };
    expect(await sourceOf(server).queryRange("many", span)).toMatchObject({ kind: "problem", fault: "bad-query" });
    const answers = await askQuestions(sourceOf(server), [{ id: "many", kind: "range", expression: 'many{a="1"}' }], span);
    const answer = answers.get("many");
    expect(answer?.kind === "ok" ? answer.value.map(({ points }) => points.length) : []).toEqual([12_001]);
  });

  test("its version and its alerts are told", async () => {
    expect(await sourceOf(server).buildInfo()).toMatchObject({ kind: "ok", value: { version: expect.stringMatching(/^\d+\./) } });
    expect(await sourceOf(server).alerts()).toEqual({ kind: "ok", value: [] });
  });
});

test("the stay begins with the stage's series and bridges a gap of half an hour", async () => {
  const stay = await findStay(sourceOf(server), context, known);
  expect(stay).toMatchObject({ kind: "stay", origin: "stage-series", since: start + 120 * minute });
  expect(stay.sentence).toContain("1 gap");
});

test("a counter born at 1 counts, as does one that is reset", async () => {
  const gate = context.rollout.gates["errors"];
  if (gate === undefined || !("signal" in gate)) throw new Error("expected a gate of a signal");
  const length = 4 * hour;
  const answers = await askQuestions(sourceOf(born), signalQuestions(context, "errors", gate, length), {
    start: end - length,
    end,
    step: minute,
  });
  const totals = eventTotals(answers, "candidate");
  // Ten first values, and 2 + 3 of the old pod: two steps before its reset at 300, three after it.
  expect(totals?.bornPart).toBe(10);
  expect(totals?.part).toBeGreaterThan(13.5);
  expect(totals?.part).toBeLessThan(16.5);
  expect(totals?.seen).toBeGreaterThan(143_000);
});

test("a replay of the past tells when the gate would have failed", async () => {
  const gate = context.rollout.gates["errors"];
  if (gate === undefined) throw new Error("expected a gate");
  const replay = await replayGate(sourceOf(server), shop("30m", ["errors"]), "errors", gate, { from: start + hour, to: end, every: 300 });
  if (replay.kind !== "replayed") throw new Error(`not replayed: ${JSON.stringify(replay)}`);
  expect(periods(replay.verdicts).map(({ answer, rollback }) => `${answer}${rollback ? ", go back" : ""}`)).toEqual([
    "pass",
    "unknown",
    "fail, go back",
    "pass",
  ]);
});
