import { nearest } from "../../base/nearest.ts";
import type { SilenceCheck } from "../check.ts";

/** A silence of a check that does not exist, or that may not be silenced, silences nothing. */
export const silenceUnknown: SilenceCheck = {
  code: "silence-unknown",
  severity: "error",
  description: "each silence names a check that may be silenced",
  scope: "silence",
  silenceable: false,
  *check({ silence, folder, index, codes, silenceable }) {
    if (silenceable.has(silence.check)) return;
    const exists = codes.includes(silence.check);
    const meant = nearest(silence.check, silenceable);
    yield {
      message: exists
        ? `The check ${silence.check} cannot be silenced`
        : `The silence names check "${silence.check}", which does not exist`,
      hint: exists
        ? "correct what it reports, and remove the silence"
        : meant === undefined
          ? "remove the silence, or name the check that a finding tells"
          : `did you mean "${meant}"?`,
      file: `${folder.path}/rollout.yaml`,
      path: ["spec", "silences", index, "check"],
      definition: ["silences", index, "check"],
    };
  },
};
