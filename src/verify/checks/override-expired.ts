import type { CourseCheck } from "../check.ts";

/** An override that is over does nothing, and makes who reads it believe that it does. */
export const overrideExpired: CourseCheck = {
  code: "override-expired",
  severity: "warning",
  description: "no override is past its end",
  scope: "course",
  *check({ overrides, now }) {
    if (overrides === undefined || "problem" in overrides.reading) return;
    for (const [index, { kind, expires, reason }] of overrides.reading.value.entries()) {
      if (Date.parse(expires) > now.getTime()) continue;
      yield {
        message: `The override of kind ${kind} ended at ${expires}: ${reason}`,
        hint: "remove it; Git keeps what was decided",
        file: overrides.file,
        path: ["overrides", index, "expires"],
      };
    }
  },
};
