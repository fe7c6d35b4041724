import { wallClock } from "../../base/wall-clock.ts";
import { closedBy, day, dayNumber, isWorkingDay, secondsOf, unix, type Closure, type Hours } from "./closed-by.ts";

/** Working days that are looked through at most: freezes and stops end long before. */
const mostTurns = 20_000;
/** No zone is further ahead of UTC. */
const furthestAhead = 15 * 3600;

/**
 * The first moment from `now` on (Unix seconds) at which a step up may be
 * taken, by the clocks of the calendar's time zone. `undefined` where there is
 * none: the working hours end before they begin.
 */
export function nextOpening(hours: Hours, now: number): number | undefined {
  const { from, to } = hours.calendar.workingHours;
  if (hours.window === "working-hours" && secondsOf(to) <= secondsOf(from)) return undefined;
  let time = now;
  for (let turn = 0; turn < mostTurns; turn++) {
    const closure = closedBy(hours, time);
    if (closure === undefined) return time;
    time = afterwards(hours, closure, time);
  }
  return undefined;
}

/** The next moment at which something else may hold; nothing opens before. */
function afterwards({ calendar }: Hours, closure: Closure, time: number): number {
  if (closure.kind === "stop") return unix(closure.stop.expires);
  const { timeZone, workingHours } = calendar;
  const wall = wallClock(timeZone, time);
  const today = Math.floor(wall / day);
  if (closure.kind === "freeze") {
    const end = (dayNumber(closure.freeze.to) + 1) * day;
    return Math.max(end - furthestAhead, towards(timeZone, time, Math.min(end, (today + 1) * day)));
  }
  const opening = today * day + secondsOf(workingHours.from);
  return towards(timeZone, time, isWorkingDay(workingHours, wall) && wall < opening ? opening : (today + 1) * day);
}

/** When the clocks show the target, less than two days ahead; where they are changed before, the moment at which they are. */
function towards(timeZone: string, time: number, target: number): number {
  const offset = offsetAt(timeZone, time);
  const there = target - offset;
  const isChanged = (moment: number): boolean => offsetAt(timeZone, moment) !== offset;
  if (!isChanged(there)) return there;
  let [before, after] = [time, there];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (middle <= before) break;
    if (isChanged(middle)) after = middle;
    else before = middle;
  }
  return Math.ceil(after);
}

/** How far the clocks are ahead of UTC, in whole seconds. */
function offsetAt(timeZone: string, time: number): number {
  return Math.round(wallClock(timeZone, time) - time);
}
