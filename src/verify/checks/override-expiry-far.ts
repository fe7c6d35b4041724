import type { CourseCheck } from "../check.ts";

/** Days for which a decision in spite of a rule is usually made at most. */
const usualDays = 14;

/** A decision in spite of a rule is one of the day; one for months is another rule. */
export const overrideExpiryFar: CourseCheck = {
  code: "override-expiry-far",
  severity: "notice",
  description: `no override lasts for more than ${usualDays} days from now`,
  scope: "course",
  *check({ overrides, now }) {
    if (overrides === undefined || "problem" in overrides.reading) return;
    for (const [index, { kind, expires }] of overrides.reading.value.entries()) {
      const days = Math.floor((Date.parse(expires) - now.getTime()) / 86_400_000);
      if (days <= usualDays) continue;
      yield {
        message: `The override of kind ${kind} lasts until ${expires}, ${days} days from now`,
        hint: `let it end within ${usualDays} days, or change the gate or the calendar in the definition`,
        file: overrides.file,
        path: ["overrides", index, "expires"],
      };
    }
  },
};
