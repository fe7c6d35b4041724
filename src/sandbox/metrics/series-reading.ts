import type { Series } from "../../compile/observability/series.ts";
import { seconds } from "../../model/quantity.ts";
import type { World } from "./world.ts";

/** A recorded series, read in the window that it is recorded for. */
export interface SeriesReading {
  readonly value: (time: number) => number | undefined;
  /** Events that the value rests on. */
  readonly events: (time: number) => number | undefined;
  /** Of a share's events, those that take it above a limit, or below one. */
  readonly failures: (side: "above" | "below", time: number) => number | undefined;
}

/** Reads what a recorded series shows of a world. */
export function seriesReading(world: Pick<World, "series">, { signal, variant, over }: Series): SeriesReading {
  const length = over === undefined ? undefined : seconds(over);
  const failures: SeriesReading["failures"] = (side, time) => {
    const { events, part } = world.series(signal, variant);
    const [all, counted] = [events(time, length), part(time, length)];
    return side === "above" || all === undefined || counted === undefined ? counted : all - counted;
  };
  return {
    failures,
    value: (time) => world.series(signal, variant).value(time, length),
    events: (time) => world.series(signal, variant).events(time, length),
  };
}
