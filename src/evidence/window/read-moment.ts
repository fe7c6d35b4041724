import { UserError } from "../../base/user-error.ts";

/** Reads a moment as people give it to a command: `2026-11-20T09:00:00Z`, `2026-11-20` (its start, in UTC) or Unix seconds. Throws a {@link UserError}. */
export function readMoment(option: string, text: string): number {
  if (/^\d{9,10}(\.\d+)?$/.test(text)) return Number(text);
  const whole = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(whole) ? Date.parse(whole) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new UserError(`Cannot read ${option} ${JSON.stringify(text)}: expected a moment with its time zone`, {
      hint: `for example ${option} 2026-11-20T09:00:00Z`,
    });
  }
  return time / 1000;
}
