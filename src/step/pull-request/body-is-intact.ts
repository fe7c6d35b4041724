import { findRegion, isUntouched } from "../../model/body-region.ts";
import { evidenceContent, evidenceDigest } from "../../model/evidence-block.ts";
import { readEvidence } from "../../model/evidence-text.ts";
import type { LedgerEntry } from "../../model/ledger-entry.ts";

/** Whether our part of a body is as it was written and carries, for this commit, the evidence that the ledger's line names. */
export function bodyIsIntact(body: string, { commit, entry }: { readonly commit: string; readonly entry: LedgerEntry }): boolean {
  const region = findRegion(body);
  const read = region === undefined || !isUntouched(region) ? undefined : readEvidence(region.text);
  return (
    read?.kind === "found" &&
    read.block.commit === commit &&
    read.block.digest === entry.evidenceDigest &&
    evidenceDigest(evidenceContent(read.block)) === entry.evidenceDigest
  );
}
