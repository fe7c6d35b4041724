import { wallClock } from "../../base/wall-clock.ts";
import { inline, phrase, type Markdown } from "../../base/markdown.ts";
import type { Environment } from "../../model/environment.ts";
import { closedBy, day, dayNumber, type Closure } from "../decide/closed-by.ts";
import { hoursOf } from "../decide/hours-of.ts";
import { nextOpening } from "../decide/next-opening.ts";
import type { Proposal } from "../proposal.ts";
import { momentWords } from "./moment-words.ts";

/**
 * How the calendar and the line stand: open, with the freeze that comes next,
 * or what it is closed by and when it opens again. `now` in Unix seconds.
 */
export function freezeWords({ before, stops }: Pick<Proposal, "before" | "stops">, now: number): Markdown {
  const { environment, ladder } = before;
  const hours = hoursOf(before, stops);
  const closure = closedBy(hours, now);
  const opens = nextOpening(hours, now);
  const times = ladder.window === "working-hours" ? phrase` Steps are taken ${workingHours(environment)} only.` : phrase``;
  if (closure === undefined) return phrase`open at ${inline(momentWords(now))}; ${coming(environment, now)}.${times}`;
  const again = opens === undefined ? phrase`never opens again` : phrase`opens at ${inline(momentWords(opens))}`;
  return phrase`**closed** by ${closureWords(closure)}; ${again}.${times}`;
}

function coming({ calendar: { freezes, timeZone } }: Environment, now: number): Markdown {
  const today = Math.floor(wallClock(timeZone, now) / day);
  const [next] = freezes
    .filter(({ from }) => dayNumber(from) > today)
    .toSorted((left, right) => dayNumber(left.from) - dayNumber(right.from));
  if (next === undefined) return phrase`no freeze is planned`;
  return phrase`the next freeze is from ${inline(next.from)} to ${inline(next.to)}: ${freezeName(next)}`;
}

function closureWords(closure: Closure): Markdown {
  switch (closure.kind) {
    case "freeze":
      return phrase`freeze ${freezeName(closure.freeze)}`;
    case "stop":
      return phrase`a stop of the line: ${inline(closure.stop.reason)} (${inline(closure.stop.owner)})`;
    case "hours":
      return phrase`the working hours`;
  }
}

function freezeName({ name, reason, owner }: Environment["calendar"]["freezes"][number]): Markdown {
  return phrase`${inline(name)}, ${inline(reason)} (${inline(owner)})`;
}

function workingHours({ calendar: { workingHours: hours, timeZone } }: Environment): Markdown {
  return inline(`${hours.days.join(", ")} ${hours.from}–${hours.to} (${timeZone})`);
}
