import fc from "fast-check";
import { describe, expect, test } from "vitest";
import development from "../../../environments/development.ts";
import production from "../../../environments/production.ts";
import staging from "../../../environments/staging.ts";
import butlers from "../../../rollouts/butlers-streamable-http.ts";
import koan from "../../../rollouts/koan-http-sse.ts";
import mcpGateway from "../../../rollouts/mcp-gateway-rust.ts";
import tokenShaping from "../../../rollouts/mcp-token-shaping.ts";
import operator from "../../../rollouts/operator-mcp.ts";
import { matchersOf, seriesOf } from "../../../src/compile/observability/series.ts";
import { justBeyond, justWithin } from "../../../src/compile/observability/rule-tests/limit-values.ts";
import { amountLimit, changeLimit, isCrossed } from "../../../src/compile/observability/limit.ts";
import { measure } from "../../../src/compile/observability/rule-tests/measure.ts";
import { mergeCases } from "../../../src/compile/observability/rule-tests/merge-cases.ts";
import type { RuleCase } from "../../../src/compile/observability/rule-tests/rule-case.ts";
import { ruleCases, uncoveredRules } from "../../../src/compile/observability/rule-tests/rule-cases.ts";
import { seriesValues } from "../../../src/compile/observability/rule-tests/input-series.ts";
import { stimulate } from "../../../src/compile/observability/rule-tests/stimulus.ts";
import { checkRollout } from "../../../src/model/check-rollout.ts";
import { Environment } from "../../../src/model/environment.ts";
import { contextsOf } from "../../cases/contexts.ts";
import { everySignal } from "../../cases/every-signal.ts";
import { examples } from "../../cases/index.ts";
import { limits } from "../../cases/limits.ts";

describe("coverage", () => {
  test.each(examples.map((one) => [one.rollout.name, one] as const))("leaves no rule of %s untested, at any stage", (_, one) => {
    for (const context of contextsOf(one)) expect(uncoveredRules(context.observability, ruleCases(context))).toEqual([]);
  });

  test.each([butlers, koan, mcpGateway, operator, tokenShaping].map((definition) => [definition.name, definition] as const))(
    "leaves no rule of the project's rollout %s untested, in any environment",
    (_, definition) => {
      const { value: rollout, problems } = checkRollout(definition);
      expect(problems).toEqual([]);
      if (rollout === undefined) return;
      for (const environment of [development, staging, production].map((one) => Environment.parse(one))) {
        if (rollout.ladders[environment.name] === undefined) continue;
        for (const context of contextsOf({ rollout, environment }))
          expect(uncoveredRules(context.observability, ruleCases(context))).toEqual([]);
      }
    },
  );

  test("names every rule whose cases are missing", () => {
    const [context] = contextsOf(limits);
    if (context === undefined) throw new Error("no stage");
    const cases = ruleCases(context);
    expect(uncoveredRules(context.observability, [])).toHaveLength(
      context.observability.records.length + context.observability.alerts.length,
    );
    const withoutFiring = cases.filter(({ story }) => !story.startsWith("fires "));
    expect(uncoveredRules(context.observability, withoutFiring)).toContain("ErrorsHold");
    const withoutReady = cases.filter(({ story }) => !story.startsWith("ready"));
    expect(uncoveredRules(context.observability, withoutReady)).toEqual([
      'rollout:ready_for_traffic:bool{environment="production",rollout="limits"}',
    ]);
  });

  test.each(examples.filter(({ rollout }) => rollout.readiness !== undefined).map((one) => [one.rollout.name, one] as const))(
    "shows %s ready and not ready",
    (_, one) => {
      for (const context of contextsOf(one)) {
        const stories = ruleCases(context).map(({ story }) => story);
        expect(stories).toContain("ready while every gate is kept");
        expect(stories).toContain("not ready without traffic of the candidate");
      }
    },
  );
});

describe("stimulate()", () => {
  const { rollout, environment } = everySignal;
  const sides = Object.keys(rollout.signals).flatMap((name) => seriesOf(rollout, environment, name));
  const percent = fc.integer({ min: 1, max: 99 }).map((value) => `0.${String(value).padStart(2, "0")}`.replace(/0$/, ""));

  test("makes each kind of signal measure the value, and no other side of it", () => {
    fc.assert(
      fc.property(fc.constantFrom(...sides), percent, ({ signal: name, variant }, value) => {
        const signal = rollout.signals[name];
        if (signal === undefined) throw new Error(name);
        const inputs = stimulate(signal, matchersOf(rollout, variant), { value });
        const measured = measure(signal, matchersOf(rollout, variant), inputs);
        expect(Number(measured)).toBeCloseTo(Number(value), 9);
        const other = matchersOf(rollout, variant === "candidate" ? "baseline" : "candidate");
        expect(variant === "none" ? undefined : measure(signal, other, inputs)).toBeUndefined();
      }),
    );
  });

  test("leaves the numerator out before its first event", () => {
    const signal = rollout.signals["errors"];
    if (signal === undefined) throw new Error("errors");
    expect(stimulate(signal, { version: "new" }, { value: "0", perSecond: "4", withoutNumerator: true })).toEqual([
      { kind: "counter", metric: "http_requests_total", labels: { code: "other", version: "new" }, perSecond: "4" },
    ]);
  });
});

describe("values near a limit", () => {
  const { rollout } = limits;

  test.each([
    ["errors", amountLimit({ above: "0.1 %" }), "0.001001", "0.000999"],
    ["errors", amountLimit({ above: "99.95 %" }), "1", "0.9985005"],
    ["matches", amountLimit({ below: "99.95 %" }), "0.9985005", "1"],
    ["latency", amountLimit({ above: "100ms" }), "0.1001", "0.0999"],
    ["bypasses", amountLimit({ above: "0" }), "1", "0"],
  ])("of %s lie a thousandth beyond and within, inside the signal's range", (name, limit, beyond, within) => {
    const signal = rollout.signals[name];
    if (signal === undefined) throw new Error("unknown signal");
    expect(justBeyond(signal, limit).value).toBe(beyond);
    expect(justWithin(signal, limit).value).toBe(within);
  });

  test("have a baseline from which the change is possible", () => {
    const signal = rollout.signals["errors"];
    if (signal === undefined) throw new Error("errors");
    for (const text of ["+0.5 pp", "+20 pp", "10x", "50x", "+300 %"]) {
      const limit = changeLimit({ above: text });
      const beyond = justBeyond(signal, limit);
      expect(isCrossed(limit, beyond.value, beyond.baseline)).toBe(true);
      expect(Number(beyond.value)).toBeLessThanOrEqual(1);
    }
  });
});

describe("input series", () => {
  const counter = { kind: "counter", metric: "a", labels: {}, perSecond: "0.5" } as const;

  test.each([
    ["a counter", seriesValues(counter, 60, 300), "0+30x5"],
    ["a counter that stops", seriesValues({ ...counter, stopsAt: 120 }, 60, 300), "0+30x2 60+0x2"],
    ["a gauge", seriesValues({ kind: "gauge", metric: "a", labels: {}, level: "0.25" }, 60, 300), "0.25+0x5"],
    ["a gauge, up to a time between two samples", seriesValues({ kind: "gauge", metric: "a", labels: {}, level: "1" }, 150, 300), "1+0x2"],
  ])("writes %s as promtool reads it", (_, values, expected) => {
    expect(values).toBe(expected);
  });
});

describe("mergeCases()", () => {
  const one = (of: string, input: string, reads: string, story = "fires"): RuleCase => ({
    story,
    of: [of],
    step: 60,
    inputs: [{ kind: "gauge", metric: input, labels: {}, level: "1" }],
    checks: [],
    reads: [reads],
  });
  const told = (...cases: readonly RuleCase[]): readonly string[] => mergeCases(cases).map(({ of }) => of.join("+"));

  test("tells the same story of rules that do not disturb each other at once", () => {
    expect(told(one("A", "a", "a"), one("B", "b", "b"), one("C", "c", "c"))).toEqual(["A+B+C"]);
  });

  test("keeps apart what the other reads, other stories and other steps", () => {
    expect(told(one("A", "a", "a"), one("B", "b", "a"))).toEqual(["A", "B"]);
    expect(told(one("A", "a", "a"), one("B", "b", "b", "silent"))).toEqual(["A", "B"]);
    expect(told(one("A", "a", "a"), { ...one("B", "b", "b"), step: 30 })).toEqual(["A", "B"]);
  });

  test("lets rules share an input that both were given", () => {
    const merged = mergeCases([one("A", "stage", "stage"), one("B", "stage", "stage")]);
    expect(merged).toHaveLength(1);
    expect(merged[0]?.inputs).toHaveLength(1);
  });
});
