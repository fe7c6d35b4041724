import { wallClock } from "../../../../base/wall-clock.ts";
import { EvaluationFault } from "../fault.ts";
import * as t from "../type.ts";
import { aDuration, anInt, aString, aTimestamp, binary, unary, type Functions, type Overload } from "../overload.ts";
import { duration, offsetMinutes, parseDuration, parseTimestamp, split, timestamp } from "./time-value.ts";

const [millisecond, second] = [1_000_000n, 1_000_000_000n];

/** Timestamps and durations, and what can be asked of them. */
export const time: Functions = {
  timestamp: [
    unary("global", aString, t.timestamp, (text) => parseTimestamp(text) ?? refuse("timestamp", text)),
    unary("global", aTimestamp, t.timestamp, timestamp),
    unary("global", anInt, t.timestamp, (seconds) => timestamp(seconds * second)),
  ],
  duration: [
    unary("global", aString, t.duration, (text) => parseDuration(text) ?? refuse("duration", text)),
    unary("global", aDuration, t.duration, duration),
    unary("global", anInt, t.duration, duration),
  ],
  getFullYear: part((date) => date.getUTCFullYear()),
  getMonth: part((date) => date.getUTCMonth()),
  getDayOfMonth: part((date) => date.getUTCDate() - 1),
  getDate: part((date) => date.getUTCDate()),
  getDayOfWeek: part((date) => date.getUTCDay()),
  getDayOfYear: part((date) => Math.floor((date.getTime() - new Date(date).setUTCMonth(0, 1)) / 86_400_000)),
  getHours: [...part((date) => date.getUTCHours()), total(3_600n * second)],
  getMinutes: [...part((date) => date.getUTCMinutes()), total(60n * second)],
  getSeconds: [...part((date) => date.getUTCSeconds()), total(second)],
  getMilliseconds: [
    ...part((date) => date.getUTCMilliseconds()),
    unary("member", aDuration, t.int, (nanos) => (nanos % second) / millisecond),
  ],
};

function total(unit: bigint): Overload {
  return unary("member", aDuration, t.int, (nanos) => nanos / unit);
}

/** One part of a date, in UTC or in the zone that is given. */
function part(read: (date: Date) => number): readonly Overload[] {
  return [
    unary("member", aTimestamp, t.int, (nanos) => BigInt(read(dateOf(nanos)))),
    binary("member", aTimestamp, aString, t.int, (nanos, zone) => BigInt(read(inZone(dateOf(nanos), zone)))),
  ];
}

function dateOf(nanos: bigint): Date {
  const [seconds, rest] = split(nanos);
  return new Date(Number(seconds) * 1000 + Number(rest / millisecond));
}

/** A date whose UTC parts are what a clock in the zone shows. */
function inZone(date: Date, zone: string): Date {
  const minutes = offsetMinutes(zone);
  return new Date(date.getTime() + (minutes === undefined ? zoneOffset(date, zone) : minutes * 60_000));
}

function zoneOffset(date: Date, zone: string): number {
  const seconds = Math.floor(date.getTime() / 1000);
  try {
    return (wallClock(zone, seconds) - seconds) * 1000;
  } catch {
    throw new EvaluationFault(`unknown time zone ${zone}`);
  }
}

function refuse(what: string, text: string): never {
  throw new EvaluationFault(`"${text}" is no ${what}`);
}
