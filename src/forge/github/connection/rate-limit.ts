import type { TransportAnswer } from "./transport.ts";

/** Seconds to wait where the forge does not say. */
const usualWait = 60;

/**
 * Seconds that the forge asks us to wait, or `undefined` where it does not. The
 * end of a limit is told by its clock, so it is measured from its `date`, never
 * from ours.
 * @see https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function rateLimit({ status, header }: TransportAnswer, words: string, serverTime: number): number | undefined {
  const after = header("retry-after");
  const exhausted = header("x-ratelimit-remaining") === "0";
  const refused = status === 429 || (status === 403 && (after !== undefined || exhausted || /rate limit|abuse detection/i.test(words)));
  // GraphQL tells it with status 200.
  if (!refused && !(status === 200 && (exhausted || after !== undefined) && /rate limit/i.test(words))) return undefined;
  const stated = after === undefined ? undefined : retryAfter(after, serverTime);
  const reset = exhausted ? Number.parseInt(header("x-ratelimit-reset") ?? "", 10) - serverTime + 1 : Number.NaN;
  return Math.max(1, Math.ceil(stated ?? (Number.isFinite(reset) ? reset : usualWait)));
}

/** Seconds, or a date as proxies write it. */
function retryAfter(text: string, serverTime: number): number | undefined {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const date = Date.parse(text) / 1000;
  return Number.isNaN(date) ? undefined : date - serverTime;
}
