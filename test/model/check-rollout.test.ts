import { describe, expect, test } from "vitest";
import { checkRollout } from "../../src/model/check-rollout.ts";
import { formatPath } from "../../src/model/problem.ts";

type Definition = Record<string, unknown>;

/** A small sound rollout; `change` breaks it. */
function rollout(change: (definition: Definition) => unknown = (same) => same): unknown {
  const selector = { metric: "http_requests_total" };
  const definition: Definition = {
    name: "checkout",
    title: "Checkout",
    summary: "Replaces the old checkout.",
    service: "checkout",
    team: "platform",
    contacts: { platform: { role: "Platform" } },
    variables: { MODE: { purpose: "Chooses the mode", required: true, allowed: ["on", "off"] } },
    helm: { release: "checkout", chart: "charts/checkout", values: { "canary.weight": { type: "integer", description: "Share" } } },
    metrics: {
      http_requests_total: { type: "counter", help: "Requests", labels: ["code", "track"] },
      http_seconds: { type: "histogram", help: "Latency", unit: "seconds", labels: ["track"] },
    },
    variants: { baseline: { track: "stable" }, candidate: { track: "canary" } },
    signals: {
      errors: { kind: "ratio", title: "Errors", numerator: { ...selector, where: { code: { startsWith: "5" } } }, denominator: selector },
      latency: { kind: "quantile", title: "p99", histogram: { metric: "http_seconds" }, quantile: 0.99 },
    },
    gates: {
      errors: { kind: "limit", title: "Errors", signal: "errors", hold: { above: "0.1 %" }, rollback: { above: "1 %" }, noData: "hold" },
      latency: { kind: "delta", title: "Latency", signal: "latency", hold: { above: "1.5x" }, noData: "hold" },
    },
    alerts: {
      CheckoutErrorsHigh: {
        when: { kind: "gate", gate: "errors" },
        severity: "warning",
        action: "pause",
        summary: "Errors are high.",
        response: "Look.",
      },
    },
    ladders: {
      production: {
        stages: [
          { name: "before", title: "Before" },
          { name: "canary-5", title: "5 %", levers: { weight: 5 }, hold: "48h", gates: ["errors", "latency"] },
        ],
      },
    },
    rollback: { levels: [{ title: "Weight", blastRadius: "stage", when: "At once", steps: [{ text: "Go back" }] }] },
  };
  return change(structuredClone(definition));
}

/** Sets what stands at a path. */
function at(path: string, value: unknown): (definition: Definition) => unknown {
  return (definition) => {
    const keys = path.split("/");
    const last = keys.pop() ?? "";
    const owner = keys.reduce<unknown>((inner, key) => Object.entries(Object(inner)).find(([name]) => name === key)?.[1], definition);
    Object.assign(Object(owner), { [last]: value });
    return definition;
  };
}

test("a sound rollout has no problems", () => expect(checkRollout(rollout()).problems).toEqual([]));

describe("a broken rollout is told by path, what was expected and what to do", () => {
  const cases: Record<string, readonly [change: ReturnType<typeof at>, path: string, message: string, hint: string | undefined]> = {
    "an unknown key": [at("sumary", "x"), "sumary", 'unknown key "sumary"', 'did you mean "summary"?'],
    "an unknown key deep inside": [
      at("ladders/production/stages/1/levers/wieght", 5),
      "ladders.production.stages[1].levers.wieght",
      'unknown key "wieght"',
      'did you mean "weight"?',
    ],
    "a missing field": [at("title", undefined), "title", "is missing: expected string", undefined],
    "a wrong kind": [
      at("gates/errors/kind", "limt"),
      "gates.errors.kind",
      'expected one of "limit", "delta", "objective", "comparison", "alerts-quiet", "probe", "receipt", "checklist", "approval", got "limt"',
      'did you mean "limit"?',
    ],
    "a wrong choice": [at("gates/errors/noData", "pas"), "gates.errors.noData", 'expected "hold" or "fail", got "pas"', undefined],
    "a bad duration": [
      at("ladders/production/stages/1/hold", "48 hours"),
      "ladders.production.stages[1].hold",
      'expected a duration such as "48h", "5m" or "7d", got "48 hours"',
      undefined,
    ],
    "a bad name": [
      at("name", "Check Out"),
      "name",
      'expected a name of lower-case letters, digits and inner hyphens, at most 63 characters, got "Check Out"',
      undefined,
    ],
    "a dangling gate": [
      at("ladders/production/stages/1/gates/0", "erors"),
      "ladders.production.stages[1].gates[0]",
      'names gate "erors", which the rollout does not define',
      'did you mean "errors"? Else add it to gates',
    ],
    "a dangling signal": [
      at("gates/errors/signal", "error"),
      "gates.errors.signal",
      'names signal "error", which the rollout does not define',
      'did you mean "errors"? Else add it to signals',
    ],
    "a dangling metric": [
      at("signals/errors/denominator/metric", "requests"),
      "signals.errors.denominator.metric",
      'names metric "requests", which the rollout does not define',
      "add it to metrics, or remove the name here",
    ],
    "a dangling Helm value": [
      at("ladders/production/stages/1/levers/values", { "canary.wait": 5 }),
      'ladders.production.stages[1].levers.values["canary.wait"]',
      'names value "canary.wait", which the rollout does not define',
      'did you mean "canary.weight"? Else add it to helm.values',
    ],
    "a dangling variable": [
      at("ladders/production/stages/1/levers/variables", { MODES: "on" }),
      "ladders.production.stages[1].levers.variables.MODES",
      'names variable "MODES", which the rollout does not define',
      'did you mean "MODE"? Else add it to variables',
    ],
    "a dangling contact": [
      at("team", "plattform"),
      "team",
      'names contact "plattform", which the rollout does not define',
      'did you mean "platform"? Else add it to contacts',
    ],
    "a limit in the wrong unit": [
      at("gates/errors/hold", { above: "100ms" }),
      "gates.errors.hold",
      'expected a percentage, as signal "errors" measures, got "100ms"',
      'write an amount such as "0.1 %"',
    ],
    "a share as a number": [
      at("gates/errors/hold", { above: 0.05 }),
      "gates.errors.hold",
      'expected a percentage, as signal "errors" measures, got "0.05"',
      'write "0.05 %", or "5 %" for a share of 0.05',
    ],
    "a percentage without its sign": [
      at("gates/errors/hold", { above: 5 }),
      "gates.errors.hold",
      'expected a percentage, as signal "errors" measures, got "5"',
      'write "5 %"',
    ],
    "a rollback limit inside the hold limit": [
      at("gates/errors/rollback", { above: "0.05 %" }),
      "gates.errors.rollback",
      "would go back at 0.05 % before it holds at 0.1 %",
      "set the rollback limit at or beyond the hold limit",
    ],
    "limits that point apart": [
      at("gates/errors/rollback", { below: "1 %" }),
      "gates.errors.rollback",
      "points the other way than the hold limit",
      'use "above" for both or "below" for both',
    ],
    "an undeclared label": [
      at("signals/errors/numerator/where", { status: "500" }),
      "signals.errors.numerator",
      'uses label "status", which metric "http_requests_total" does not have',
      "add it to metrics.http_requests_total.labels, or remove it",
    ],
    "a rate of a histogram": [
      at("signals/errors/denominator/metric", "http_seconds"),
      "signals.errors.denominator.metric",
      'expected a counter, but "http_seconds" is a histogram',
      "name a counter, or change the signal's kind",
    ],
    "a comparison of one side": [
      at("signals/latency/variants", "candidate"),
      "gates.latency.signal",
      'compares candidate and baseline, but signal "latency" measures "candidate"',
      'give the signal variants: "both", or use a gate of kind "limit"',
    ],
    "sides that are not told apart": [
      at("variants", undefined),
      "variants",
      'is missing: signal "errors" measures baseline or candidate apart',
      'add variants: { baseline: …, candidate: … }, or give the signal variants: "none"',
    ],
    "an alert on a limit that is not there": [
      at("alerts/CheckoutErrorsHigh/when", { kind: "gate", gate: "latency", limit: "rollback" }),
      "alerts.CheckoutErrorsHigh.when.limit",
      'names the rollback limit of gate "latency", which has none',
      'add rollback to gates.latency, or use limit: "hold"',
    ],
    "a weight over the total": [
      at("ladders/production/stages/1/levers/weight", 101),
      "ladders.production.stages[1].levers.weight",
      "expected at most 100, got 101",
      "lower the weight, or set traffic.weightTotal",
    ],
    "a stage given twice": [
      at("ladders/production/stages/1/name", "before"),
      "ladders.production.stages[1].name",
      'repeats stage "before"',
      "give each stage of a ladder its own name",
    ],
    "a way back to no stage": [
      at("ladders/production/rollbackTo", "befor"),
      "ladders.production.rollbackTo",
      'names "befor", which is no stage that can be gone back to',
      'did you mean "before"?',
    ],
    "a value that is not allowed": [
      at("ladders/production/stages/1/levers/variables", { MODE: "auto" }),
      "ladders.production.stages[1].levers.variables.MODE",
      'expected "on" or "off", got "auto"',
      "set an allowed value, or extend variables.MODE.allowed",
    ],
    "a route without traffic": [
      at("ladders/production/stages/1/levers/canary", "present"),
      "ladders.production.stages[1].levers.canary",
      "moves a route, but the rollout has no traffic",
      "add traffic to the rollout, or remove the lever",
    ],
    "a precondition before no stage": [
      at("preconditions", [{ text: "x", before: "canary-50" }]),
      "preconditions[0].before",
      'names stage "canary-50", which no ladder has',
      'did you mean "canary-5"?',
    ],
    "a flow from nowhere": [
      at("architecture", { parts: { ingress: { title: "Ingress" } }, flows: [{ from: "ingres", to: "ingress" }] }),
      "architecture.flows[0].from",
      'names part "ingres", which the architecture does not have',
      'did you mean "ingress"?',
    ],
    "a step for an environment without a ladder": [
      at("rollback/levels/0/steps/0/environments", ["prod"]),
      "rollback.levels[0].steps[0].environments[0]",
      'names environment "prod", for which the rollout has no ladder',
      "use one of production",
    ],
    "control characters in prose": [
      at("summary", "one\u0007two"),
      "summary",
      "expected one line of text without control characters",
      undefined,
    ],
    "text that turns its direction": [
      at("summary", "one\u202etwo"),
      "summary",
      "expected one line of text without control characters",
      undefined,
    ],
  };

  test.each(Object.entries(cases))("%s", (_, [change, path, message, hint]) => {
    const { problems } = checkRollout(rollout(change));
    const [problem] = problems;
    expect(problems).toHaveLength(1);
    expect(problem?.path).toBe(path);
    expect(problem?.message).toContain(message);
    expect(problem?.hint).toBe(hint);
  });

  test("keys that would reach a prototype are refused", () => {
    const { problems } = checkRollout(rollout((definition) => ({ ...definition, gates: JSON.parse('{"__proto__":{"kind":"limit"}}') })));
    expect(problems).not.toEqual([]);
  });
});

test.each([
  [["ladders", "production", "stages", 1, "gates", 0], "ladders.production.stages[1].gates[0]"],
  [["helm", "values", "a.b"], 'helm.values["a.b"]'],
  [[], ""],
])("formatPath(%j) is %s", (path, expected) => expect(formatPath(path)).toBe(expected));
