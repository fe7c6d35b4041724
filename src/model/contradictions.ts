import { nearest } from "../base/nearest.ts";
import { compareDecimals } from "../base/decimal.ts";
import type { SignalGate } from "./gate.ts";
import type { Metric } from "./metric.ts";
import { formatPath, type Problem } from "./problem.ts";
import { baseAmount, dimensionOf, type Dimension } from "./quantity.ts";
import type { Rollout } from "./rollout.ts";
import type { Selector, Signal } from "./signal.ts";

/** What no single field can tell: parts of a rollout that contradict each other or cannot be. */
export function contradictions(rollout: Rollout): readonly Problem[] {
  return [signals, gates, alerts, stages, variables, guide].flatMap((section) => [...section(rollout)]);
}

function problem(path: readonly PropertyKey[], message: string, hint: string): Problem {
  return { path: formatPath(path), message, hint };
}

/** What an amount held against a signal must measure. */
export function signalDimension(signal: Signal, metrics: Readonly<Record<string, Metric>>): Dimension {
  switch (signal.kind) {
    case "ratio":
      return "percent";
    case "quantile":
    case "mean":
      return metricDimension(metrics[signal.histogram.metric]);
    case "level":
      return metricDimension(metrics[signal.gauge.metric]);
    case "rate":
      return "rate";
    case "increase":
      return "number";
    case "quotient":
      return signal.unit;
  }
}

function metricDimension(metric: Metric | undefined): Dimension {
  switch (metric?.unit) {
    case "seconds":
      return "duration";
    case "bytes":
      return "bytes";
    case "ratio":
      return "percent";
    case "none":
    case undefined:
      return "number";
  }
}

interface TypedSelector {
  readonly key: string;
  readonly selector: Selector;
  readonly type: Metric["type"];
}

function selectors(signal: Signal): readonly TypedSelector[] {
  switch (signal.kind) {
    case "ratio":
      return [
        { key: "numerator", selector: signal.numerator, type: "counter" },
        { key: "denominator", selector: signal.denominator, type: "counter" },
      ];
    case "quantile":
    case "mean":
      return [{ key: "histogram", selector: signal.histogram, type: "histogram" }];
    case "rate":
    case "increase":
      return [{ key: "counter", selector: signal.counter, type: "counter" }];
    case "level":
      return [{ key: "gauge", selector: signal.gauge, type: "gauge" }];
    case "quotient":
      return [
        { key: "numerator", selector: signal.numerator, type: "gauge" },
        { key: "denominator", selector: signal.denominator, type: "gauge" },
      ];
  }
}

function* signals(rollout: Rollout): Generator<Problem> {
  const [split] = Object.entries(rollout.signals).find(([, { variants }]) => variants !== "none") ?? [];
  if (split !== undefined && rollout.variants === undefined) {
    yield problem(["variants"], `is missing: signal "${split}" measures baseline or candidate apart`, 'add variants: { baseline: …, candidate: … }, or give the signal variants: "none"');
  }
  for (const [name, signal] of Object.entries(rollout.signals)) {
    const path = ["signals", name];
    for (const { key, selector, type } of selectors(signal)) {
      const metric = rollout.metrics[selector.metric];
      if (metric === undefined) continue;
      if (metric.type !== type) {
        yield problem([...path, key, "metric"], `expected a ${type}, but "${selector.metric}" is a ${metric.type}`, `name a ${type}, or change the signal's kind`);
      }
      const narrow = signal.variants === "none" ? {} : { ...rollout.variants?.baseline, ...rollout.variants?.candidate };
      for (const label of [...Object.keys(selector.where), ...Object.keys(narrow), ...signal.drillDown]) {
        if (metric.labels.includes(label)) continue;
        const meant = nearest(label, metric.labels);
        yield problem([...path, key], `uses label "${label}", which metric "${selector.metric}" does not have`, meant === undefined ? `add it to metrics.${selector.metric}.labels, or remove it` : `did you mean "${meant}"?`);
      }
    }
  }
}

/** The signal gates of a rollout with their signals. */
function signalGates(rollout: Rollout): readonly (readonly [string, SignalGate, Signal])[] {
  return Object.entries(rollout.gates).flatMap(([name, gate]) => {
    if (!("signal" in gate)) return [];
    const signal = rollout.signals[gate.signal];
    return signal === undefined ? [] : [[name, gate, signal] as const];
  });
}

function* gates(rollout: Rollout): Generator<Problem> {
  for (const [name, gate, signal] of signalGates(rollout)) {
    const path = ["gates", name];
    if (gate.kind !== "limit") {
      if (signal.variants !== "both") {
        yield problem([...path, "signal"], `compares candidate and baseline, but signal "${gate.signal}" measures "${signal.variants}"`, 'give the signal variants: "both", or use a gate of kind "limit"');
      }
      continue;
    }
    if (signal.variants !== "none" && signal.variants !== "both" && signal.variants !== gate.variant) {
      yield problem([...path, "variant"], `asks for the ${gate.variant}, but signal "${gate.signal}" measures the ${signal.variants} only`, `set variant: "${signal.variants}"`);
    }
    const wanted = signalDimension(signal, rollout.metrics);
    for (const key of ["hold", "rollback"] as const) {
      const bound = gate[key];
      if (bound === undefined) continue;
      const amount = "above" in bound ? bound.above : bound.below;
      if (dimensionOf(amount) !== wanted) {
        yield problem([...path, key], `expected ${article(wanted)}, as signal "${gate.signal}" measures, got "${amount}"`, "write the amount in the unit of the signal");
      }
    }
    if (gate.rollback !== undefined) yield* orderedLimits(path, gate.hold, gate.rollback);
  }
}

function* orderedLimits(path: readonly string[], hold: SignalLimit, rollback: SignalLimit): Generator<Problem> {
  if ("above" in hold !== "above" in rollback) {
    yield problem([...path, "rollback"], "points the other way than the hold limit", 'use "above" for both or "below" for both');
    return;
  }
  const [inner, outer] = [amountOf(hold), amountOf(rollback)];
  if (dimensionOf(inner) !== dimensionOf(outer)) return;
  const further = compareDecimals(baseAmount(outer), baseAmount(inner));
  if ("above" in hold ? further < 0 : further > 0) {
    yield problem([...path, "rollback"], `would go back at ${outer} before it holds at ${inner}`, "set the rollback limit at or beyond the hold limit");
  }
}

type SignalLimit = { readonly above: string } | { readonly below: string };

function amountOf(limit: SignalLimit): string {
  return "above" in limit ? limit.above : limit.below;
}

function article(dimension: Dimension): string {
  switch (dimension) {
    case "duration":
      return "a duration";
    case "percent":
      return "a percentage";
    case "points":
      return "percentage points";
    case "multiple":
      return "a multiple";
    case "bytes":
      return "an amount of bytes";
    case "rate":
      return "a rate";
    case "number":
      return "a plain number";
  }
}

function* alerts(rollout: Rollout): Generator<Problem> {
  for (const [name, { when }] of Object.entries(rollout.alerts)) {
    const path = ["alerts", name, "when"];
    if (when.kind === "gate") {
      const gate = rollout.gates[when.gate];
      if (gate === undefined) continue;
      if (!("signal" in gate)) {
        yield problem([...path, "gate"], `names gate "${when.gate}" of kind "${gate.kind}", which has no series to alert on`, "name a limit, delta or comparison gate");
      } else if (when.limit === "rollback" && gate.rollback === undefined) {
        yield problem([...path, "limit"], `names the rollback limit of gate "${when.gate}", which has none`, `add rollback to gates.${when.gate}, or use limit: "hold"`);
      }
    }
    if (when.kind === "burn-rate") {
      const signal = rollout.signals[when.signal];
      if (signal !== undefined && (signal.kind !== "ratio" || signal.objective === undefined)) {
        yield problem([...path, "signal"], `burns the budget of signal "${when.signal}", which has no objective`, "add an objective to the signal (kind: ratio)");
      }
    }
    if (when.kind === "limit") {
      const signal = rollout.signals[when.signal];
      const wanted = signal === undefined ? undefined : signalDimension(signal, rollout.metrics);
      const amount = amountOf(when.bound);
      if (wanted !== undefined && dimensionOf(amount) !== wanted) {
        yield problem([...path, "bound"], `expected ${article(wanted)}, as signal "${when.signal}" measures, got "${amount}"`, "write the amount in the unit of the signal");
      }
    }
  }
}

function* stages(rollout: Rollout): Generator<Problem> {
  const total = rollout.traffic?.weightTotal ?? 100;
  for (const [environment, ladder] of Object.entries(rollout.ladders)) {
    const seen = new Set<string>();
    for (const [index, { name, levers }] of ladder.stages.entries()) {
      const path = ["ladders", environment, "stages", index];
      if (seen.has(name)) yield problem([...path, "name"], `repeats stage "${name}"`, "give each stage of a ladder its own name");
      seen.add(name);
      if (levers.weight !== undefined && levers.weight > total) {
        yield problem([...path, "levers", "weight"], `expected at most ${total}, got ${levers.weight}`, "lower the weight, or set traffic.weightTotal");
      }
      const routed = (["match", "canary", "primary"] as const).find((lever) => levers[lever] !== undefined);
      if (routed !== undefined && rollout.traffic === undefined) {
        yield problem([...path, "levers", routed], "moves a route, but the rollout has no traffic", "add traffic to the rollout, or remove the lever");
      }
      if (levers.wave === "rest" && Object.keys(rollout.instances).length === 0) {
        yield problem([...path, "levers", "wave"], "moves instances, but the rollout names none", "add instances to the rollout");
      }
    }
    if (rollout.traffic !== undefined && ladder.host === undefined) {
      yield problem(["ladders", environment, "host"], "is missing: expected the host that requests come in by", "add host to the ladder, or remove traffic from the rollout");
    }
  }
}

function* variables(rollout: Rollout): Generator<Problem> {
  for (const [environment, ladder] of Object.entries(rollout.ladders)) {
    for (const [index, { levers }] of ladder.stages.entries()) {
      for (const [name, value] of Object.entries(levers.variables ?? {})) {
        const variable = rollout.variables[name];
        if (value === null || variable?.allowed === undefined || variable.allowed.includes(value)) continue;
        yield problem(["ladders", environment, "stages", index, "levers", "variables", name], `expected ${variable.allowed.map((one) => JSON.stringify(one)).join(" or ")}, got ${JSON.stringify(value)}`, `set an allowed value, or extend variables.${name}.allowed`);
      }
    }
  }
}

function* guide(rollout: Rollout): Generator<Problem> {
  for (const [name, gate] of Object.entries(rollout.gates)) {
    if (gate.kind !== "receipt") continue;
    for (const [index, receipt] of gate.receipts.entries()) {
      const kind = rollout.probes[receipt]?.kind;
      if (kind !== undefined && kind !== "receipt") {
        yield problem(["gates", name, "receipts", index], `expected a probe of kind "receipt", but "${receipt}" is of kind "${kind}"`, 'name a receipt, or use a gate of kind "probe"');
      }
    }
  }
  const parts = Object.keys(rollout.architecture?.parts ?? {});
  for (const [index, flow] of (rollout.architecture?.flows ?? []).entries()) {
    for (const end of ["from", "to"] as const) {
      if (parts.includes(flow[end])) continue;
      const meant = nearest(flow[end], parts);
      yield problem(["architecture", "flows", index, end], `names part "${flow[end]}", which the architecture does not have`, meant === undefined ? "add it to architecture.parts" : `did you mean "${meant}"?`);
    }
  }
  const environments = Object.keys(rollout.ladders);
  for (const [index, { environments: only, before }] of rollout.preconditions.entries()) {
    for (const [position, environment] of (only ?? []).entries()) {
      if (environments.includes(environment)) continue;
      yield problem(["preconditions", index, "environments", position], `names environment "${environment}", for which the rollout has no ladder`, `use one of ${environments.join(", ")}`);
    }
    const known = new Set((only ?? environments).flatMap((environment) => rollout.ladders[environment]?.stages.map(({ name }) => name) ?? []));
    if (before !== undefined && !known.has(before)) {
      const meant = nearest(before, known);
      yield problem(["preconditions", index, "before"], `names stage "${before}", which no ladder has`, meant === undefined ? `use one of ${[...known].join(", ")}` : `did you mean "${meant}"?`);
    }
  }
}
