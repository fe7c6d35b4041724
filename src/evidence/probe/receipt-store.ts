import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { canonicalJson } from "../../base/canonical-json.ts";
import { codeUnitOrder } from "../../base/code-unit-order.ts";
import { parseJson } from "../../base/parse-json.ts";
import { UserError } from "../../base/user-error.ts";
import { readBounded } from "../../project/read-bounded.ts";
import { ProbeReceipt } from "./probe-receipt.ts";

/** Most receipts of a rollout in an environment that are looked at, the newest first. */
const mostReceipts = 500;

/** Where the receipts of a rollout in an environment are, below the project's root. */
function receiptFolder(rollout: string, environment: string): string {
  return `evidence/${rollout}/${environment}`;
}

/** Path of a receipt below the project's root: no two runs share one. */
export function receiptPath({ rollout, environment, stage, at }: ProbeReceipt): string {
  return `${receiptFolder(rollout, environment)}/probes-${at.replaceAll(/[-:.]/g, "")}-${stage}.json`;
}

/** Writes a receipt to a path; folders are made. Throws a {@link UserError} where that cannot be done. */
export function writeReceipt(path: string, receipt: ProbeReceipt): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, canonicalJson(receipt));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new UserError(`Cannot write the receipt to ${path}: ${code}`, { cause: error, hint: "name another file with --out" });
  }
}

/** Receipts that were read, and files that are none: each with what is wrong. */
export interface StoredReceipts {
  readonly receipts: readonly ProbeReceipt[];
  readonly problems: readonly { readonly file: string; readonly problem: string }[];
}

/**
 * Reads the receipts of a rollout in an environment. Files are bounded and
 * checked; what cannot be read as a receipt is told and counts for nothing.
 */
export function readReceipts(root: string, rollout: string, environment: string): StoredReceipts {
  const folder = receiptFolder(rollout, environment);
  const receipts: ProbeReceipt[] = [];
  const problems: { file: string; problem: string }[] = [];
  for (const name of newest(join(root, folder))) {
    const file = `${folder}/${name}`;
    const read = readBounded(join(root, file));
    const parsed = "text" in read ? parseJson(read.text) : read;
    if ("problem" in parsed) problems.push({ file, problem: parsed.problem });
    else {
      const receipt = ProbeReceipt.safeParse(parsed.value);
      if (!receipt.success) problems.push({ file, problem: "is no receipt of a run of probes" });
      else if (receipt.data.rollout !== rollout || receipt.data.environment !== environment)
        problems.push({ file, problem: "is a receipt of another rollout or environment" });
      else receipts.push(receipt.data);
    }
  }
  return { receipts, problems };
}

function newest(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^probes-[\w-]+\.json$/.test(name))
      .toSorted((left, right) => codeUnitOrder(right, left))
      .slice(0, mostReceipts);
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return [];
    throw error;
  }
}
