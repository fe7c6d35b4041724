import { remembering } from "../remembering.ts";

const units: ReadonlyMap<string, number> = new Map([
  ["ms", 0.001],
  ["s", 1],
  ["m", 60],
  ["h", 3600],
  ["d", 86_400],
  ["w", 604_800],
  ["y", 31_536_000],
]);

const pattern = /^(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m(?!s))?(?:\d+s)?(?:\d+ms)?$/;

/**
 * Seconds of a duration as Prometheus writes it: `1h30m`, `90s`, `0`;
 * `undefined` for anything else.
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations
 */
export function prometheusDuration(text: string): number | undefined {
  if (text === "0") return 0;
  return text === "" || text.length > 64 ? undefined : secondsOf(text);
}

/** The same few ranges and numbers stand in all expressions of a rollout. */
const secondsOf = remembering((text): number | undefined => {
  if (!pattern.test(text)) return undefined;
  return [...text.matchAll(/(\d+)([a-z]+)/g)].reduce(
    (total, [, amount = "0", unit = "s"]) => total + Number(amount) * (units.get(unit) ?? 0),
    0,
  );
}, 1000);
