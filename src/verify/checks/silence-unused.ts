import type { SilenceCheck } from "../check.ts";

/** A silence that no finding needs would hide the next one. */
export const silenceUnused: SilenceCheck = {
  code: "silence-unused",
  severity: "warning",
  description: "each silence matches a finding",
  scope: "silence",
  silenceable: false,
  *check({ silence, folder, index, used, ran, now }) {
    if (used || !ran.has(silence.check) || now.toISOString().slice(0, 10) > silence.until) return;
    yield {
      message: `The silence of ${silence.check}${silence.file === undefined ? "" : ` on ${silence.file}`} matches no finding`,
      hint: "remove it",
      file: `${folder.path}/rollout.yaml`,
      path: ["spec", "silences", index],
      definition: ["silences", index],
    };
  },
};
