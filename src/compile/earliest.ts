import { formatDuration, seconds } from "../model/quantity.ts";
import type { Position } from "./position.ts";

const day = 86_400;

/** When a stage can begin at the earliest, counted from the ladder's start: the holds before it. `day 9`, `day 0 + 4h`. */
export function earliest(positions: readonly Position[], index: number): string {
  const elapsed = positions.slice(0, index).reduce((sum, { stage }) => sum + (stage.hold === undefined ? 0 : seconds(stage.hold)), 0);
  const rest = elapsed % day;
  const days = `day ${Math.floor(elapsed / day)}`;
  return rest === 0 ? days : `${days} + ${formatDuration(rest)}`;
}
