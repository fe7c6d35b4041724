import type { TransitionCheck } from "../check.ts";
import { checkEvidenceBlock, type EvidenceProblem } from "../transition/check-evidence-block.ts";
import { moveOf } from "../transition/moves.ts";

/** What reviewers were shown must be what the step rests on: this commit, this ledger line, and not of yesterday. */
export const transitionProof: TransitionCheck = {
  code: "transition-proof",
  severity: "error",
  description: "the pull request of a step up carries fresh evidence that names its head commit and that its ledger line names",
  scope: "transition",
  silenceable: false,
  *check(transition) {
    const { pullRequest, before, after, rollout, ownPrefix, now } = transition;
    const { kind } = moveOf(transition);
    if (pullRequest === undefined || (kind !== "up" && kind !== "down")) return;
    // A line that is missing or broken is the ledger checks' to tell.
    if (after.ledgerLines.length !== before.ledgerLines.length + 1 || after.ledger.length !== after.ledgerLines.length) return;
    const entry = after.ledger.at(-1);
    if (entry === undefined) return;
    const { body, head } = pullRequest;
    for (const { kind: fault, message } of checkEvidenceBlock(body, { commit: head, rollout, entry, now })) {
      // Going back is always open, and needs no evidence; what it has is pointed out where it is not right.
      if (kind === "down" && (fault === "missing" || fault === "stale")) continue;
      yield {
        message,
        hint: hints[fault],
        file: ownPrefix.ledger,
        line: after.ledgerLines.length,
        ...(kind === "down" ? { severity: "warning" } : {}),
      };
    }
  },
};

const anew = "run `rampart step`: it judges the gates again and writes the body anew";

const hints: Readonly<Record<EvidenceProblem["kind"], string>> = {
  missing: "let `rampart step` open the pull request, or run it again: it writes the evidence into the body",
  edited: `write outside of the lines that begin and end Rampart's part; ${anew}`,
  broken: anew,
  "other-step": anew,
  altered: anew,
  "other-commit":
    "what was pushed since was not judged: take it out of the branch, or close the pull request and run `rampart step --reopen`",
  stale: anew,
  differs: anew,
};
