import type { Context } from "../../compile/context.ts";
import { seconds } from "../../model/quantity.ts";
import { UserError } from "../../base/user-error.ts";
import type { SeriesData } from "../metrics-source.ts";
import { judgeAlerts } from "../judge/judge-alerts.ts";
import { judgeSignal } from "../judge/judge-signal.ts";
import { holdOf } from "../judge/judged-span.ts";
import type { Verdict, Window } from "../verdict.ts";
import type { GateTest } from "./gate-test.ts";
import { series, syntheticAnswers } from "./synthetic-answers.ts";

/** When synthetic series start: 2026-01-01T00:00:00Z. */
const epoch = 1_767_225_600;

/** How a test of a gate ended. */
export interface GateTestResult {
  readonly test: GateTest;
  readonly verdict: Verdict;
  /** What differs from what was expected, one line each; nothing when all is as expected. */
  readonly differences: readonly string[];
}

/**
 * Judges a gate over synthetic series. `context` stands at the test's stage.
 * Throws a {@link UserError} for a gate that series cannot answer.
 */
export function runGateTest(context: Context, test: GateTest): GateTestResult {
  const gate = context.rollout.gates[test.gate];
  if (gate === undefined || !("signal" in gate || gate.kind === "alerts-quiet")) {
    throw new UserError(
      `Cannot run gate test "${test.name}": gate "${test.gate}" ${gate === undefined ? "does not exist" : `of kind "${gate.kind}" is not answered by series`}`,
      { hint: "name a gate of kind limit, delta, comparison or alerts-quiet" },
    );
  }
  const step = seconds(test.interval);
  const all = [test.candidate, test.baseline, test.requests, test.baselineRequests, test.evaluated, ...Object.values(test.firing)];
  const steps = Math.max(...all.map((values) => values?.length ?? 0));
  const length = gate.kind === "alerts-quiet" && steps === 0 ? seconds(gate.quietFor) : Math.max(0, steps - 1) * step;
  const span = { start: epoch, end: epoch + Math.ceil(length / step) * step, step };
  const window: Window = { start: span.start, end: span.end, origin: "given" };
  const head = { context, name: test.gate, window, span };
  const verdict =
    gate.kind === "alerts-quiet"
      ? judgeAlerts({ ...head, gate, answers: quietAnswers(test, span), rules: undefined })
      : judgeSignal({ ...head, gate, hold: holdOf(context), answers: syntheticAnswers(context, gate, test, span), gates: 1 });
  return { test, verdict, differences: differences(test, verdict) };
}

function quietAnswers(test: GateTest, span: { readonly start: number; readonly end: number; readonly step: number }) {
  const everywhere = Array.from({ length: Math.round((span.end - span.start) / span.step) + 1 }, () => 1);
  const firing = Object.entries(test.firing).flatMap(([alertname, values]): SeriesData[] =>
    series(values, span).map(({ points }) => ({ labels: { alertname }, points })),
  );
  return new Map([
    ["firing", { kind: "ok", value: firing }],
    ["evaluated", { kind: "ok", value: series(test.evaluated ?? everywhere, span) }],
  ] as const);
}

function differences({ expect }: GateTest, { answer, rollback, reason }: Verdict): readonly string[] {
  const shown = reason === undefined ? "" : ` (${reason})`;
  return [
    expect.answer === answer ? "" : `expected ${expect.answer}, got ${answer}${shown}`,
    expect.rollback === undefined || expect.rollback === rollback
      ? ""
      : `expected ${expect.rollback ? "" : "no "}rollback, got ${rollback ? "one" : "none"}`,
    expect.reason === undefined || expect.reason === reason ? "" : `expected reason ${expect.reason}, got ${reason ?? "none"}`,
  ].filter((line) => line !== "");
}
