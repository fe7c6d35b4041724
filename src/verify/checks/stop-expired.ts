import type { StopCheck } from "../check.ts";

/** A stop that is over stops nothing, and makes who reads it believe that it does. */
export const stopExpired: StopCheck = {
  code: "stop-expired",
  severity: "warning",
  description: "no stop of the line is past its end",
  scope: "stop",
  *check({ file, stops, now }) {
    if ("problem" in stops) return;
    for (const [index, { expires, reason, owner }] of stops.value.entries()) {
      if (Date.parse(expires) > now.getTime()) continue;
      yield {
        message: `The stop of the line ended at ${expires}: ${reason}`,
        hint: `remove it, or have ${owner} set a later end`,
        file,
        path: ["stops", index, "expires"],
      };
    }
  },
};
