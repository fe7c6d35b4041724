import { formatMoment } from "../../evidence/window/format-moment.ts";
import type { Override } from "../../model/override.ts";
import { overrideOfFreeze } from "./active-overrides.ts";
import { asSentence } from "./as-sentence.ts";
import { closedBy } from "./closed-by.ts";
import type { Facts } from "./facts.ts";
import { hoursOf } from "./hours-of.ts";
import { nextOpening } from "./next-opening.ts";
import type { Rule } from "./rule.ts";

/** Nothing goes up in a stop, in a freeze, or outside the ladder's window. */
export const closedNow: Rule = (facts) => {
  const hours = hoursOf(facts.context, facts.stops);
  const closure = closedBy(hours, facts.now);
  if (closure === undefined || overrideOfFreeze(facts) !== undefined) return undefined;
  const until = nextOpening(hours, facts.now);
  const opens = until === undefined ? "" : ` It opens at ${formatMoment(until)}.`;
  switch (closure.kind) {
    case "stop": {
      const { reason, owner } = closure.stop;
      return { kind: "frozen", reason, owner, until, sentence: `The line is stopped by ${owner}: ${asSentence(reason)}${opens}` };
    }
    case "freeze": {
      const { name, from, to, reason, owner } = closure.freeze;
      return {
        kind: "frozen",
        reason,
        owner,
        until,
        sentence: `Freeze ${name} lasts from ${from} to ${to}: ${asSentence(reason)}${opens}`,
      };
    }
    case "hours": {
      const { timeZone, workingHours } = facts.context.environment.calendar;
      const { days, from, to } = workingHours;
      const when = `${days.join(", ")} from ${from} to ${to} (${timeZone})`;
      return until === undefined
        ? { kind: "needs-person", sentence: `Steps are taken in working hours, but ${when} are none: correct the calendar.` }
        : { kind: "wait", until, sentence: `Steps are taken in working hours, ${when}.${opens}` };
    }
  }
};

/** The decision of people that a step is taken by, where it would be closed. */
export function openedBy(facts: Facts): Override | undefined {
  return closedBy(hoursOf(facts.context, facts.stops), facts.now) === undefined ? undefined : overrideOfFreeze(facts);
}
