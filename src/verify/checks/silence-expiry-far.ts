import type { SilenceCheck } from "../check.ts";

/** Days for which a check is usually silenced at most. */
const usualDays = 90;

/** A silence for years is a check that was switched off, with a reason that nobody reads again. */
export const silenceExpiryFar: SilenceCheck = {
  code: "silence-expiry-far",
  severity: "warning",
  description: `no silence lasts for more than ${usualDays} days from now`,
  scope: "silence",
  silenceable: false,
  *check({ silence, folder, index, now }) {
    const days = Math.floor((Date.parse(silence.until) - now.getTime()) / 86_400_000);
    if (days <= usualDays) return;
    yield {
      message: `The silence of ${silence.check} lasts until ${silence.until}, ${days} days from now: ${silence.reason}`,
      hint: `let it end within ${usualDays} days, and look then whether the reason is still true`,
      file: `${folder.path}/rollout.yaml`,
      path: ["spec", "silences", index, "until"],
      definition: ["silences", index, "until"],
    };
  },
};
