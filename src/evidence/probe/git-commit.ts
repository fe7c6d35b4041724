import { UserError } from "../../base/user-error.ts";
import { gitRun } from "../../project/git-run.ts";
import type { ProbeReceipt } from "./probe-receipt.ts";

/** The commit that is checked out at the root, and whether definitions or states differ from it; `null` outside of Git. */
export function gitCommit(root: string): ProbeReceipt["commit"] {
  try {
    const id = gitRun(root, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]).stdout.toString("utf8").trim();
    if (!/^[0-9a-f]{40,64}$/.test(id)) return null;
    const status = gitRun(root, ["status", "--porcelain", "--", "rollouts", "environments"]);
    return { id, changed: status.status !== 0 || status.stdout.length > 0 };
  } catch (error) {
    // Git is not there: a receipt without a commit says so itself.
    if (error instanceof UserError) return null;
    throw error;
  }
}
