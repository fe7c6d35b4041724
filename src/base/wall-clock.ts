/**
 * What the clocks of a time zone show at a moment, counted as if they were set
 * to UTC: seconds since 1970. Goes back, or leaps ahead, where clocks are
 * changed. Throws a `RangeError` for a zone that is not known.
 * @see https://www.iana.org/time-zones
 */
export function wallClock(timeZone: string, time: number): number {
  const whole = Math.floor(time);
  const parts = new Map(
    formatter(timeZone)
      .formatToParts(whole * 1000)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  // Date.UTC() takes the years before 100 for those of the last century.
  const shown = new Date(0);
  shown.setUTCFullYear(part("year"), part("month") - 1, part("day"));
  return shown.setUTCHours(part("hour"), part("minute"), part("second")) / 1000 + (time - whole);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formatters.set(timeZone, made);
  return made;
}
