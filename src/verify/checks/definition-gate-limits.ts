import { add, compareDecimals, multiply, type Decimal } from "../../base/decimal.ts";
import { gateLimits } from "../../compile/observability/gate-limits.ts";
import { baseAmount, dimensionOf } from "../../model/quantity.ts";
import type { Signal } from "../../model/signal.ts";
import type { ProjectCheck, ValuePath } from "../check.ts";
import { measuredGates, type MeasuredGate } from "../definition/measured-gates.ts";

type AnyBound = { readonly above: string } | { readonly below: string };

interface Fault {
  readonly message: string;
  readonly hint: string;
  readonly path: ValuePath;
  readonly severity?: "warning";
}

/** A gate that nothing can pass stops the rollout for good; one that nothing can fail is no gate. */
export const definitionGateLimits: ProjectCheck = {
  code: "definition-gate-limits",
  scope: "project",
  severity: "error",
  description: "gates can be passed and can be failed",
  *check({ project }) {
    for (const { value: rollout, file } of project.rollouts.values()) {
      const severities = new Set<string>(Object.values(rollout.alerts).map(({ severity }) => severity));
      for (const measured of measuredGates(rollout)) {
        for (const { path, ...fault } of measuredFaults(measured)) yield { ...fault, file, path: ["gates", measured.name, ...path] };
      }
      for (const [name, gate] of Object.entries(rollout.gates)) {
        if (gate.kind !== "alerts-quiet" || gate.severities.some((severity) => severities.has(severity))) continue;
        yield {
          severity: "warning",
          message: `Gate "${name}" waits for no alert of severity ${gate.severities.join(", ")}, but the rollout has none of its own`,
          hint: "add such an alert, or name the severities that the rollout's alerts have",
          file,
          path: ["gates", name, "severities"],
        };
      }
    }
  },
};

function* measuredFaults({ name, gate, signal }: MeasuredGate): Generator<Fault> {
  if (compareDecimals(baseAmount(gate.minimumCoverage), "1") > 0) {
    yield {
      message: `Gate "${name}" can never pass: more than all of the hold (${gate.minimumCoverage}) must have been measured`,
      hint: "set minimumCoverage to at most 100 %",
      path: ["minimumCoverage"],
    };
  }
  if (gate.kind === "comparison" && compareDecimals(baseAmount(gate.confidence), "1") >= 0) {
    yield {
      message: `Gate "${name}" can never fail: no test is ${gate.confidence} certain`,
      hint: 'set confidence below 100 %, such as "95 %"',
      path: ["confidence"],
    };
  }
  const { hold, rollback } = gateLimits({ signals: { [gate.signal]: signal } }, gate);
  const limits = [[gate.kind === "comparison" ? "otherwise" : "hold", hold] as const, ["rollback", rollback] as const];
  for (const [key, limit] of limits) {
    if (limit === undefined) continue;
    const isAmount = limit.against === "amount";
    const bound = limit.side === "above" ? { above: limit.text } : { below: limit.text };
    const verdict = isAmount ? amountVerdict(bound, signal) : changeVerdict(bound, signal);
    if (verdict === "never passes") {
      yield {
        message: `Gate "${name}" can never pass: every value is ${words(bound)}${isAmount ? "" : " of the baseline"}`,
        hint: "choose a limit that values can keep",
        path: [key],
      };
    } else if (verdict === "never fails") {
      yield {
        message: `Gate "${name}" can never fail: no value is ${words(bound)}${isAmount ? "" : " of the baseline"}`,
        hint: "choose a limit that values can cross",
        path: [key],
      };
    }
  }
}

type Verdict = "never passes" | "never fails" | undefined;

/** Ends of what a signal measures; counts, durations and sizes begin at 0. */
function range(signal: Signal): { readonly least: Decimal | undefined; readonly most: Decimal | undefined } {
  switch (signal.kind) {
    case "ratio":
      return { least: "0", most: "1" };
    case "rate":
    case "increase":
      return { least: "0", most: undefined };
    default:
      return { least: undefined, most: undefined };
  }
}

function amountVerdict(bound: AnyBound, signal: Signal): Verdict {
  const { least, most } = range(signal);
  const amount = baseAmount(textOf(bound));
  if ("above" in bound) {
    if (least !== undefined && compareDecimals(amount, least) < 0) return "never passes";
    return most !== undefined && compareDecimals(amount, most) >= 0 ? "never fails" : undefined;
  }
  if (most !== undefined && compareDecimals(amount, most) > 0) return "never passes";
  return least !== undefined && compareDecimals(amount, least) <= 0 ? "never fails" : undefined;
}

/** A change as what may be added to the baseline, or as a factor of it, where values do not go below 0. */
function changeVerdict(bound: AnyBound, signal: Signal): Verdict {
  const text = textOf(bound);
  const { least, most } = range(signal);
  const above = "above" in bound;
  if (dimensionOf(text) === "points") {
    if (least === undefined || most === undefined) return undefined;
    const span = add(most, multiply("-1", least));
    const change = baseAmount(text);
    if (above)
      return compareDecimals(change, span) >= 0
        ? "never fails"
        : compareDecimals(change, multiply("-1", span)) < 0
          ? "never passes"
          : undefined;
    return compareDecimals(change, multiply("-1", span)) <= 0
      ? "never fails"
      : compareDecimals(change, span) > 0
        ? "never passes"
        : undefined;
  }
  if (least !== "0") return undefined;
  const factor = dimensionOf(text) === "multiple" ? baseAmount(text) : add("1", baseAmount(text));
  if (compareDecimals(factor, "0") > 0) return undefined;
  if (above) return compareDecimals(factor, "0") < 0 ? "never passes" : undefined;
  return "never fails";
}

function textOf(bound: AnyBound): string {
  return "above" in bound ? bound.above : bound.below;
}

function words(bound: AnyBound): string {
  return "above" in bound ? `above ${bound.above}` : `below ${bound.below}`;
}
