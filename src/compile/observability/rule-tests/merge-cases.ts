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

function disturbs({ inputs }: RuleCase, { reads }: RuleCase): boolean {
  return inputs.some(({ metric }) => reads.includes(metric));
}

function together(one: RuleCase, other: RuleCase): RuleCase {
  return {
    ...one,
    of: [...one.of, ...other.of],
    inputs: [...one.inputs, ...other.inputs],
    checks: [...one.checks, ...other.checks],
    reads: [...one.reads, ...other.reads],
  };
}
