import type { Observability } from "../observe.ts";
import type { Subject } from "../subject.ts";
import { alertCases } from "./alert-cases.ts";
import { idleCases } from "./idle-cases.ts";
import { mergeCases } from "./merge-cases.ts";
import { readinessCases } from "./readiness-cases.ts";
import { recordId, type RuleCase } from "./rule-case.ts";
import { signalCases } from "./signal-cases.ts";
import { stageCases } from "./stage-cases.ts";

/** The unit tests of all rules. */
export function ruleCases(subject: Subject): readonly RuleCase[] {
  return [
    ...stageCases(subject),
    ...idleCases(subject),
    ...mergeCases(signalCases(subject)),
    ...readinessCases(subject),
    ...mergeCases(alertCases(subject)),
  ];
}

/**
 * Rules that no case sees at work (an alert that fires, a record that is not 0
 * unless it tells the stage), and alerts that no case sees silent; must be
 * empty.
 */
export function uncoveredRules(
  { records, alerts }: Pick<Observability, "records" | "alerts">,
  cases: readonly RuleCase[],
): readonly string[] {
  const checks = cases.flatMap((one) => one.checks);
  const seen = new Set(checks.filter(({ samples }) => samples.length > 0).flatMap(({ about }) => about));
  const atWork = new Set(checks.filter(({ samples }) => samples.some(({ value }) => value !== "0")).flatMap(({ about }) => about));
  const silent = new Set(checks.filter(({ samples }) => samples.length === 0).flatMap(({ about }) => about));
  return [
    ...records.filter((rule) => !("stage" in rule.labels ? seen : atWork).has(recordId(rule))).map(recordId),
    ...alerts.map(({ alert }) => alert).filter((name) => !atWork.has(name) || !silent.has(name)),
  ];
}
