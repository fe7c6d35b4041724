import { lookLevel } from "../../base/statistics/look-level.ts";
import { baseAmount } from "../../model/quantity.ts";

/** Of what is exactly at its limit, the share that no gate clears, however often it is asked; a comparison says its own. */
export const wantedConfidence = "98 %";
/** Of what may be wrongly cleared, the part that looks from the end of the hold up to twice the hold may clear. */
const firstPart = 0.8;

/**
 * The level of a test for one look at which a limit is shown to be kept. What
 * may be wrongly cleared is divided between the looks up to twice the hold, those
 * up to four times, and so on, and within each of these by how much longer the
 * stay becomes in it.
 * @param holds how many holds the stay has lasted
 */
export function clearingLevel(holds: number): number {
  const doublings = holds > 1 ? Math.floor(Math.log2(holds)) : 0;
  const part = doublings === 0 ? firstPart : (1 - firstPart) / 2 ** doublings;
  return lookLevel((1 - Number(baseAmount(wantedConfidence))) * part, 2);
}
