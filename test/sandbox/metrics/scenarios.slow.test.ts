import { beforeAll, describe, expect, test } from "vitest";
import { createStandingContext } from "../../../src/compile/compile.ts";
import { judgeStage, type StageJudgement } from "../../../src/evidence/judge/judge-stage.ts";
import { readProject, type Project } from "../../../src/project/read-project.ts";
import { scenarioSource, scenarioTimeline } from "../../../src/sandbox/metrics/scenario-source.ts";
import { scenarioNamed, scenarios } from "../../../src/sandbox/metrics/scenarios.ts";

const root = new URL("../../..", import.meta.url).pathname;
let project: Project;
beforeAll(async () => {
  project = await readProject(root);
});

async function played(rollout: string, name: string, at?: number): Promise<StageJudgement> {
  const standing = project.standings.find((one) => one.rollout === rollout && one.environment === "production");
  if (standing === undefined) throw new Error(`expected ${rollout} in production`);
  const context = createStandingContext(project, standing, standing.stage);
  const timeline = scenarioTimeline(context, at);
  if (timeline === undefined) throw new Error("expected a moment that can be played");
  const known = { at, landed: () => undefined, receipts: [], confirmations: [], clock: () => 0 };
  return judgeStage(scenarioSource(context, name, scenarioNamed(name), timeline), context, known);
}

/** Gates that series answer, and what they say; `!` proposes to go back. People and probes are not played. */
function answers({ verdicts }: StageJudgement): Readonly<Record<string, string>> {
  const played = verdicts.filter(({ kind }) => ["limit", "delta", "comparison", "alerts-quiet"].includes(kind));
  return Object.fromEntries(
    played.map(({ gate, answer, reason, rollback }) => [
      gate,
      `${answer}${rollback ? "!" : ""}${reason === undefined ? "" : ` ${reason}`}`,
    ]),
  );
}

const [back, hold, none, few, alert] = [
  "fail! rollback-limit",
  "fail hold-limit",
  "unknown no-data",
  "unknown low-coverage",
  "fail alert-fired",
];

/** What differs from a pass. */
const expected: Readonly<Record<keyof typeof scenarios, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  healthy: {},
  "latency-regression": {
    "koan-http-sse": { "request-latency": hold },
    "mcp-gateway-rust": { "p99-latency": back, "critical-alerts-quiet": alert },
    "mcp-token-shaping": { "mcp-p95": back, "tools-call-p95": back },
  },
  "rare-errors": {
    "koan-http-sse": {
      "error-rate": back,
      "auth-bypass": back,
      "connection-failures": back,
      "https-violations": hold,
      "no-critical-alerts": alert,
    },
    // Fewer fail within a window than its alert asks for; the gate counts over the whole hold.
    "mcp-gateway-rust": { "error-rate": back },
    "mcp-token-shaping": { "reject-rate": back, quality: back },
  },
  "no-traffic": {
    "koan-http-sse": {
      "request-latency": none,
      "error-rate": none,
      "auth-bypass": none,
      "connection-failures": none,
      "https-violations": none,
    },
    "mcp-gateway-rust": { "error-rate": none, "p99-latency": none },
    "mcp-token-shaping": { "reject-rate": none, "mcp-p95": none, "tools-call-p95": none, quality: none },
  },
  flapping: {
    "koan-http-sse": {
      "request-latency": hold,
      "error-rate": back,
      "auth-bypass": back,
      "connection-failures": back,
      "https-violations": hold,
      "no-critical-alerts": alert,
    },
    "mcp-gateway-rust": { "error-rate": back, "p99-latency": back, "critical-alerts-quiet": alert },
    "mcp-token-shaping": { "reject-rate": back, "mcp-p95": back, "tools-call-p95": back, quality: "fail worse" },
  },
  "missing-scrapes": {
    "koan-http-sse": {
      "request-latency": few,
      "memory-per-connection": few,
      "error-rate": few,
      "auth-bypass": few,
      "https-violations": few,
    },
    // A candidate that is not scraped is down.
    "mcp-gateway-rust": { "error-rate": few, "p99-latency": few, "critical-alerts-quiet": alert },
    "mcp-token-shaping": { "reject-rate": few, "mcp-p95": few, "tools-call-p95": few },
  },
  "baseline-also-bad": {
    "koan-http-sse": {
      "request-latency": hold,
      "error-rate": back,
      "auth-bypass": back,
      "connection-failures": back,
      "https-violations": hold,
      "no-critical-alerts": alert,
    },
    "mcp-gateway-rust": { "error-rate": back, "critical-alerts-quiet": alert },
  },
  "slow-leak": {
    "koan-http-sse": { "request-latency": hold, "memory-per-connection": back, "no-critical-alerts": alert },
    "mcp-gateway-rust": { "p99-latency": back, "critical-alerts-quiet": alert },
    "mcp-token-shaping": { "mcp-p95": back, "tools-call-p95": back },
  },
};

describe.each(["koan-http-sse", "mcp-gateway-rust", "mcp-token-shaping"])("%s", (rollout) => {
  test.each(Object.entries(expected))("in scenario %s", async (name, differing) => {
    const told = answers(await played(rollout, name));
    const passing = Object.fromEntries(Object.keys(told).map((gate) => [gate, "pass"]));
    expect(told).toEqual({ ...passing, ...differing[rollout] });
  });
});

test.each(["butlers-streamable-http", "operator-mcp"])(
  "%s, whose gates people and probes answer, waits for them in any scenario",
  async (rollout) => {
    const judged = await played(rollout, "healthy");
    expect(answers(judged)).toEqual({});
    expect(judged).toMatchObject({ answer: "unknown", rollback: false, stay: { kind: "stay", origin: "stage-series" } });
  },
);

test("in the middle of the hold a healthy candidate waits for its end", async () => {
  const judged = await played("mcp-token-shaping", "healthy", Date.parse("2026-01-05T10:00:00Z") / 1000);
  expect(new Set(Object.values(answers(judged)))).toEqual(new Set(["unknown hold-running"]));
});

test("an unknown scenario is refused with the names of all", () => {
  expect(() => scenarioNamed("helthy")).toThrow('Cannot find scenario "helthy"');
});
