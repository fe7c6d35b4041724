import type { CourseCheck } from "../check.ts";
import { placeOfUnread } from "../place-of-unread.ts";

/** A decision that cannot be read is none: the step that waits for it goes on waiting. */
export const overrideForm: CourseCheck = {
  code: "override-form",
  severity: "error",
  description: "each file of overrides can be read",
  scope: "course",
  *check({ overrides }) {
    if (overrides === undefined || "value" in overrides.reading) return;
    yield {
      message: `The overrides cannot be read: ${overrides.reading.problem}`,
      hint:
        overrides.reading.hint ??
        'expected overrides: a list of kind "gate" (gate, stage), "freeze" or "hold" (after), each with reason, owner and expires',
      file: overrides.file,
      ...placeOfUnread(overrides.reading),
    };
  },
};
