import type { SeriesData } from "../../evidence/metrics-source.ts";

/** A series that an expression answers: its labels, and its value at a time. */
export interface Evaluated {
  readonly labels: SeriesData["labels"];
  readonly at: (time: number) => number | undefined;
}
