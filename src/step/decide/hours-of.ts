import type { Context } from "../../compile/context.ts";
import type { Stop } from "../../model/stop.ts";
import type { Hours } from "./closed-by.ts";

/** When steps up may be taken in an environment, given all that is stopped anywhere. */
export function hoursOf({ environment, ladder }: Context, stops: readonly Stop[]): Hours {
  return {
    calendar: environment.calendar,
    stops: stops.filter(({ environments }) => environments === "all" || environments.includes(environment.name)),
    window: ladder.window,
  };
}
