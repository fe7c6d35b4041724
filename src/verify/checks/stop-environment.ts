import { nearest } from "../../base/nearest.ts";
import type { StopCheck } from "../check.ts";

/** A stop of an environment that does not exist stops nothing when it matters most. */
export const stopEnvironment: StopCheck = {
  code: "stop-environment",
  severity: "error",
  description: "each stop of the line names environments that exist",
  scope: "stop",
  silenceable: false,
  *check({ file, stops, environments: known }) {
    if ("problem" in stops) return;
    for (const [index, { environments }] of stops.value.entries()) {
      if (environments === "all") continue;
      for (const [position, name] of environments.entries()) {
        if (known.has(name)) continue;
        const meant = nearest(name, known);
        yield {
          message: `The stop of the line names environment "${name}", which does not exist`,
          hint: meant === undefined ? `use "all" or names among ${[...known].join(", ")}` : `did you mean "${meant}"?`,
          file,
          path: ["stops", index, "environments", position],
        };
      }
    }
  },
};
