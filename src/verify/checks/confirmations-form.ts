import type { CourseCheck } from "../check.ts";
import { lineFaults } from "../line-faults.ts";

/** A confirmation that cannot be read lets no gate pass, and hides those beside it. */
export const confirmationsForm: CourseCheck = {
  code: "confirmations-form",
  severity: "error",
  description: "each line of what people confirmed is one sound confirmation",
  scope: "course",
  *check({ confirmations }) {
    if (confirmations === undefined) return;
    yield* lineFaults({
      ...confirmations,
      name: "the confirmations",
      hint: 'expected {"gate":"…","stage":"…","by":"<contact>","at":"2026-11-20T09:00:00Z"}, with "item" for one item of several',
    });
  },
};
