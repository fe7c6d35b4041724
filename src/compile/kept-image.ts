import type { Ladder } from "../model/ladder.ts";
import type { LedgerEntry } from "../model/ledger-entry.ts";
import type { Rollout } from "../model/rollout.ts";

/** An image as ledgers have it. */
export type ImageVersion = NonNullable<LedgerEntry["image"]>;

/**
 * The image that a ramp keeps at a stage although the definition has another
 * one by now, which waits for its turn: once the first stage is left, the one
 * that the ledger tells of. Merging a new image must not put it where only the
 * old one was measured. With `whenChanged: "refuse"` nothing is kept, so that
 * the tree shows the change and it is refused.
 */
export function keptImage(
  { image, whenChanged }: Rollout,
  { stages }: Ladder,
  stage: string,
  ledger: readonly LedgerEntry[],
): ImageVersion | undefined {
  const first = stages[0]?.name;
  const last = ledger.at(-1);
  if (whenChanged === "refuse" || image === undefined || stage === first || last === undefined || last.to === first) return undefined;
  return last.image?.digest === image.digest ? undefined : last.image;
}
