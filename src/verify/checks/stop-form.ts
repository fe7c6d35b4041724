import type { StopCheck } from "../check.ts";
import { placeOfUnread } from "../place-of-unread.ts";

/** A stop that cannot be read must not pass for none. */
export const stopForm: StopCheck = {
  code: "stop-form",
  severity: "error",
  description: "the file that stops the line can be read",
  scope: "stop",
  silenceable: false,
  *check({ file, stops }) {
    if ("value" in stops) return;
    yield {
      message: `What is stopped cannot be read: ${stops.problem}`,
      hint: stops.hint ?? 'expected stops: a list of environments ("all" or names), reason, owner and expires',
      file,
      ...placeOfUnread(stops),
    };
  },
};
