import { rememberingFor } from "../../../base/remembering.ts";
import type { InputSeries } from "./input-series.ts";
import type { RuleCase } from "./rule-case.ts";

/**
 * Tells the same story of several rules at once where none of them reads what
 * is put in for another: far fewer tests for promtool to set up.
 */
export function mergeCases(cases: readonly RuleCase[]): readonly RuleCase[] {
  const merged: RuleCase[] = [];
  for (const one of cases) {
    const index = merged.findIndex((other) => canShare(one, other));
    const other = merged[index];
    if (other === undefined) merged.push(one);
    else merged[index] = together(other, one);
  }
  return merged;
}

function canShare(one: RuleCase, other: RuleCase): boolean {
  return one.story === other.story && one.step === other.step && !disturbs(one, other) && !disturbs(other, one);
}

/** Whether what is put in for the one is read by the other, which does not put in the same. */
function disturbs({ inputs }: RuleCase, other: RuleCase): boolean {
  return inputs.some((input) => other.reads.includes(input.metric) && !isAmong(input, other.inputs));
}

function isAmong(input: InputSeries, inputs: readonly InputSeries[]): boolean {
  return inputs.some((other) => identity(other) === identity(input));
}

/** An input is held against all others of its story. */
const identity = rememberingFor((input: InputSeries) => JSON.stringify(input));

function together(one: RuleCase, other: RuleCase): RuleCase {
  return {
    ...one,
    of: [...one.of, ...other.of],
    inputs: [...one.inputs, ...other.inputs.filter((input) => !isAmong(input, one.inputs))],
    checks: [...one.checks, ...other.checks],
    reads: [...one.reads, ...other.reads],
  };
}
