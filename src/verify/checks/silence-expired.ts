import type { SilenceCheck } from "../check.ts";

/** A silence is a promise to come back; past its day, the check speaks again and so does this. */
export const silenceExpired: SilenceCheck = {
  code: "silence-expired",
  severity: "error",
  description: "no silence is past its last day",
  scope: "silence",
  silenceable: false,
  *check({ silence, folder, index, now }) {
    if (now.toISOString().slice(0, 10) <= silence.until) return;
    yield {
      message: `The silence of ${silence.check} ended on ${silence.until}: ${silence.reason}`,
      hint: `correct what it silences and remove it, or have ${silence.owner} set a later day`,
      file: `${folder.path}/rollout.yaml`,
      path: ["spec", "silences", index, "until"],
      definition: ["silences", index, "until"],
    };
  },
};
