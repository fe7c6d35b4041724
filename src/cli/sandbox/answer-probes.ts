import { join } from "node:path";
import type { Context } from "../../compile/context.ts";
import { neededProbes } from "../../evidence/probe/needed-probes.ts";
import { probeRuns } from "../../evidence/probe/probe-run.ts";
import { probeReceipt } from "../../evidence/probe/probe-receipt.ts";
import { receiptPath, writeReceipt } from "../../evidence/probe/receipt-store.ts";
import { packageVersion } from "../../project/package-version.ts";

/**
 * Writes the receipt of a run of probes in which every endpoint answered well:
 * the sandbox has no endpoints, so it answers for them. `at` in Unix seconds.
 */
export function answerProbes(root: string, context: Context, at: number): void {
  const runs = neededProbes(context).flatMap((probe) => probeRuns(context, probe, context.position.instances));
  if (runs.length === 0) return;
  const outcomes = runs.map((run) => ({ run, result: "pass" as const, faults: [], at: at * 1000, took: 1 }));
  const receipt = probeReceipt(context, { rampart: packageVersion(), commit: null, at: at * 1000 }, outcomes);
  writeReceipt(join(root, receiptPath(receipt)), receipt);
}
