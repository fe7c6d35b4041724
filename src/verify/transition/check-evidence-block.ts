import { findRegion, isUntouched } from "../../model/body-region.ts";
import { evidenceContent, evidenceDigest, freshHours, type EvidenceBlock } from "../../model/evidence-block.ts";
import { readEvidence } from "../../model/evidence-text.ts";
import type { LedgerEntry } from "../../model/ledger-entry.ts";

/** What the evidence of a pull request is held against. */
export interface EvidenceExpectation {
  /** The head commit. */
  readonly commit: string;
  readonly rollout: string;
  /** The line that the ledger gains in that commit. */
  readonly entry: LedgerEntry;
  readonly now: Date;
}

/** What is wrong with the evidence of a pull request, in a sentence without a full stop. */
export interface EvidenceProblem {
  readonly kind: "missing" | "edited" | "broken" | "other-step" | "altered" | "other-commit" | "stale" | "differs";
  readonly message: string;
}

/**
 * Holds the evidence that a body carries against the commit it is for and the
 * ledger's line in it. Evidence and commit name each other: evidence of another
 * step, altered evidence and evidence of a day ago prove nothing.
 */
export function checkEvidenceBlock(body: string, expected: EvidenceExpectation): readonly EvidenceProblem[] {
  const region = findRegion(body);
  const read = region === undefined ? ({ kind: "missing" } as const) : readEvidence(region.text);
  if (region === undefined || read.kind === "missing")
    return [problem("missing", "The pull request's body carries no evidence of this step")];
  const edited = isUntouched(region) ? [] : [problem("edited", "The body was edited where it tells what was measured")];
  if (read.kind === "broken") return [...edited, problem("broken", `The evidence in the body cannot be read: ${read.problem}`)];
  return [...edited, ...blockProblems(read.block, expected)];
}

function problem(kind: EvidenceProblem["kind"], message: string): EvidenceProblem {
  return { kind, message };
}

function blockProblems(block: EvidenceBlock, { commit, rollout, entry, now }: EvidenceExpectation): readonly EvidenceProblem[] {
  const { environment, from, to } = entry;
  if (block.environment !== environment || block.rollout !== rollout || block.from !== from || block.to !== to) {
    return [problem("other-step", `The evidence is of the step ${stepOf(block)}, not of ${stepOf({ environment, rollout, from, to })}`)];
  }
  const digest = evidenceDigest(evidenceContent(block));
  if (entry.evidenceDigest === undefined)
    return [problem("altered", "The ledger's line names no digest that the evidence could be held against")];
  if (digest !== block.digest || digest !== entry.evidenceDigest) {
    return [problem("altered", `The evidence was altered: its digest is ${digest}, the ledger's line names ${entry.evidenceDigest}`)];
  }
  return [
    ...(block.commit === commit ? [] : [problem("other-commit", `The evidence is for commit ${block.commit}, the head is ${commit}`)]),
    ...staleProblems(block, now),
    ...verdictProblems(block, entry),
  ];
}

function stepOf({
  environment,
  rollout,
  from,
  to,
}: {
  readonly environment: string;
  readonly rollout: string;
  readonly from: string | null;
  readonly to: string;
}): string {
  return `"${rollout}" in "${environment}" from "${from ?? ""}" to "${to}"`;
}

/** The clocks of two machines differ by no more, in milliseconds. */
const clockSkew = 300_000;

function staleProblems({ judgedAt, expires }: EvidenceBlock, now: Date): readonly EvidenceProblem[] {
  const judged = Date.parse(judgedAt);
  if (judged > now.getTime() + clockSkew) return [problem("stale", `The evidence is of ${judgedAt}, which is yet to come`)];
  const ends = Math.min(Date.parse(expires), judged + freshHours * 3_600_000);
  if (now.getTime() < ends) return [];
  return [problem("stale", `The evidence is of ${judgedAt}, and counted until ${new Date(ends).toISOString().replace(".000Z", "Z")}`)];
}

function verdictProblems({ verdicts }: EvidenceBlock, { evidence }: LedgerEntry): readonly EvidenceProblem[] {
  const carried = new Map(verdicts.map((verdict) => [verdict.gate, wordsOf(verdict.answer, verdict.shown, verdict.overridden)]));
  const recorded = new Map(evidence.map((one) => [one.gate, wordsOf(one.verdict, one.value, one.overridden)]));
  return [...new Set([...carried.keys(), ...recorded.keys()])].flatMap((gate) => {
    const [body, line] = [carried.get(gate) ?? "nothing", recorded.get(gate) ?? "nothing"];
    return body === line ? [] : [problem("differs", `Gate "${gate}" is ${line} in the ledger's line, and ${body} in the evidence`)];
  });
}

function wordsOf(answer: string, value: string | undefined, overridden: boolean | undefined): string {
  return `${answer}${value === undefined ? "" : ` (${value})`}${overridden === true ? ", overridden" : ""}`;
}
