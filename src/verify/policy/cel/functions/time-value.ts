import { EvaluationFault } from "../fault.ts";
import { formatPlain } from "../numbers.ts";
import type { Duration, Timestamp } from "../value.ts";

const second = 1_000_000_000n;
const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: second,
  m: 60n * second,
  h: 3_600n * second,
};
const [firstSecond, lastSecond] = [-62_135_596_800n, 253_402_300_799n];

/** A point in time between the years 1 and 9999. */
export function timestamp(nanos: bigint): Timestamp {
  if (nanos < firstSecond * second || nanos > lastSecond * second + second - 1n) throw new EvaluationFault("timestamp overflow");
  return { kind: "timestamp", nanos };
}

/** A length of time of at most about 292 years. */
export function duration(nanos: bigint): Duration {
  if (nanos < -(2n ** 63n) || nanos > 2n ** 63n - 1n) throw new EvaluationFault("duration overflow");
  return { kind: "duration", nanos };
}

/** Reads RFC 3339, with up to nanoseconds: `"2026-11-20T09:00:00Z"`. */
export function parseTimestamp(text: string): Timestamp | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, sec = 0] = match.slice(1, 7).map(Number);
  const days = new Date(Date.UTC(2000, month, 0)).setUTCFullYear(year, month, 0);
  if (month < 1 || month > 12 || day < 1 || day > new Date(days).getUTCDate() || hour > 23 || minute > 59 || sec > 59) return undefined;
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day);
  const fraction = BigInt((match[7] ?? "").slice(0, 9).padEnd(9, "0"));
  const shift = offsetMinutes(match[8] ?? "Z");
  if (shift === undefined) return undefined;
  const seconds = BigInt(midnight / 1000) + BigInt((hour * 60 + minute - shift) * 60 + sec);
  return timestamp(seconds * second + fraction);
}

/** Minutes east of Greenwich of `Z`, `+02:00` or `-08:00`. */
export function offsetMinutes(zone: string): number | undefined {
  if (zone === "Z") return 0;
  const match = /^([+-]?)(\d\d):(\d\d)$/.exec(zone);
  if (match === null) return undefined;
  const [hours, minutes] = [Number(match[2]), Number(match[3])];
  if (hours > 23 || minutes > 59) return undefined;
  return (match[1] === "-" ? -1 : 1) * (hours * 60 + minutes);
}

/** Reads a duration such as `"1h30m"`, `"-1.5s"` or `"0"`. */
export function parseDuration(text: string): Duration | undefined {
  const match = /^([+-]?)(0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.exec(text);
  if (match === null) return undefined;
  let nanos = 0n;
  for (const [, whole = "", fraction = "", unit = ""] of (match[2] ?? "").matchAll(/(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/g)) {
    const size = units[unit] ?? 0n;
    nanos += BigInt(whole === "" ? "0" : whole) * size;
    if (fraction !== "") nanos += (BigInt(fraction) * size) / 10n ** BigInt(fraction.length);
  }
  return duration(match[1] === "-" ? -nanos : nanos);
}

/** RFC 3339 in UTC, with as many digits of the second as there are. */
export function formatTimestamp({ nanos }: Timestamp): string {
  const [seconds, rest] = split(nanos);
  const text = new Date(Number(seconds) * 1000).toISOString().replace(/\.\d+Z$/, "");
  return `${text}${rest === 0n ? "" : `.${rest.toString().padStart(9, "0").replace(/0+$/, "")}`}Z`;
}

/** Whole seconds, rounded down, and the nanoseconds beyond. */
export function split(nanos: bigint): readonly [bigint, bigint] {
  const rest = ((nanos % second) + second) % second;
  return [(nanos - rest) / second, rest];
}

/** In seconds: `"5400s"`, `"1.5s"`. */
export function formatDuration({ nanos }: Duration): string {
  return `${formatPlain(Number(nanos / second) + Number(nanos % second) / 1e9)}s`;
}
