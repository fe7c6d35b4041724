import { wallClock } from "../../base/wall-clock.ts";
import type { Calendar } from "../../model/environment.ts";
import type { Ladder } from "../../model/ladder.ts";
import type { Stop } from "../../model/stop.ts";

type Freeze = Calendar["freezes"][number];

/** What keeps steps up from being taken at a moment. */
export type Closure =
  | { readonly kind: "stop"; readonly stop: Stop }
  | { readonly kind: "freeze"; readonly freeze: Freeze }
  | { readonly kind: "hours" };

/** When steps up may be taken. */
export interface Hours {
  readonly calendar: Calendar;
  /** Stops that concern the environment, expired or not. */
  readonly stops: readonly Stop[];
  readonly window: Ladder["window"];
}

export const day = 86_400;
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

/** What closes a moment (Unix seconds), the gravest first: a stop, a freeze, the working hours; `undefined` where it is open. */
export function closedBy({ calendar, stops, window }: Hours, time: number): Closure | undefined {
  const stop = stops.find(({ expires }) => unix(expires) > time);
  if (stop !== undefined) return { kind: "stop", stop };
  const wall = wallClock(calendar.timeZone, time);
  const today = Math.floor(wall / day);
  const freeze = calendar.freezes.find(({ from, to }) => dayNumber(from) <= today && today <= dayNumber(to));
  if (freeze !== undefined) return { kind: "freeze", freeze };
  return window === "any-time" || isWorking(calendar, wall) ? undefined : { kind: "hours" };
}

function isWorking({ workingHours }: Calendar, wall: number): boolean {
  const seconds = wall - Math.floor(wall / day) * day;
  return isWorkingDay(workingHours, wall) && secondsOf(workingHours.from) <= seconds && seconds < secondsOf(workingHours.to);
}

/** Whether a wall clock shows one of the days on which people work. */
export function isWorkingDay({ days }: Calendar["workingHours"], wall: number): boolean {
  // 1970 began on a Thursday.
  const weekday = weekdays[(((Math.floor(wall / day) + 4) % 7) + 7) % 7];
  return weekday !== undefined && days.includes(weekday);
}

/** Days since 1970 of `2026-12-19`. */
export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 1000 / day;
}

/** Seconds since midnight of `09:00`. */
export function secondsOf(time: string): number {
  return Number(time.slice(0, 2)) * 3600 + Number(time.slice(3)) * 60;
}

/** Unix seconds of a moment as files have it. */
export function unix(moment: string): number {
  return Date.parse(moment) / 1000;
}
