import { clearingLevel } from "../../compile/power/clearing.ts";
import type { Context } from "../../compile/context.ts";
import type { Window } from "../verdict.ts";
import { certainty } from "./certainty.ts";
import { bakeOf } from "./judged-span.ts";

/** How sure one look must be, so that all looks together are as sure as they should be. */
export interface Levels {
  /** Level at which a limit is shown to be kept, by a test for one look. */
  readonly clear: number;
  /** Level at which it is shown to be broken, by a test that holds at any number of looks. */
  readonly accuse: number;
}

/**
 * The levels of a look at a window.
 * @param gates gates of the stage that can accuse the candidate by chance
 */
export function levelsOf(context: Context, { start, end }: Window, gates: number): Levels {
  return { clear: clearingLevel((end - start) / bakeOf(context)), accuse: certainty.accuse / gates };
}
