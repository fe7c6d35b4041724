import type { StageJudgement } from "../evidence/judge/judge-stage.ts";
import type { Pull } from "../forge/forge.ts";
import type { LedgerEntry } from "../model/ledger-entry.ts";
import { ledgerFile } from "../project/read-records.ts";
import type { Finding } from "../verify/finding.ts";
import { judgeProposal } from "../verify/judge-proposal.ts";
import { draftMarker } from "./apply/draft-marker.ts";
import type { BranchView } from "./apply/view-branch.ts";
import type { WantedPull } from "./apply/wanted.ts";
import type { MovingDecided, Remembered } from "./attempt.ts";
import { branchName } from "./branch-name.ts";
import { buildProposal } from "./build-proposal.ts";
import type { Proposal } from "./proposal.ts";
import { bodyIsIntact } from "./pull-request/body-is-intact.ts";
import { evidenceOf } from "./pull-request/evidence-of.ts";
import { mergeBody } from "./pull-request/merge-body.ts";
import { pullRequestOf, type PullRequest } from "./pull-request/pull-request-of.ts";
import { reuseEntry } from "./reuse-entry.ts";
import type { Snapshot } from "./snapshot.ts";
import { imageAt, stepEntry } from "./step-entry.ts";
import type { StepRun } from "./step-run.ts";

/** What stands on the forge already of the step that is built. */
export interface BuildInput {
  readonly onBranch: string | undefined;
  readonly open: Pull | undefined;
  readonly view: BranchView;
  readonly remembered: Remembered | undefined;
}

/** A step with everything its pull request is to have. */
export interface Built {
  readonly proposal: Proposal;
  readonly request: PullRequest;
  readonly findings: readonly Finding[];
  readonly wanted: WantedPull;
}

/** Builds the step: with the entry that stands on the branch where that is still right, else with a new one. */
export async function buildStep(run: StepRun, snapshot: Snapshot, decided: MovingDecided, input: BuildInput): Promise<Built> {
  const { standing, context, decision, judgement } = decided;
  const isDown = decision.kind === "roll-back" || decision.kind === "restart";
  // The server's own time, so that whoever asks it about that moment gets the same answers.
  const fresh = entryFor(run, snapshot, decided, judgement, Math.floor(judgement?.at ?? snapshot.now));
  const found = reuseEntry({
    base: run.committed.text(ledgerFile(standing.environment, standing.rollout)) ?? "",
    branch: input.onBranch,
    move: decision.move,
    image: imageAt(context, decision.move.to),
    restart: decision.kind === "restart",
    now: snapshot.now,
    ages: !isDown,
  });
  const isRight =
    found !== undefined && (isDown ? decided.reason === undefined || found.reason === decided.reason : sameAnswers(found, fresh));
  const kept = found === undefined || !isRight ? undefined : await keep(run, snapshot, decided, found, input);
  const entry = kept?.entry ?? fresh;
  const proposal = proposalOf(run, decided, entry, kept === undefined ? judgement : kept.judgement);
  const now = new Date(snapshot.now * 1000);
  const findings = judgeProposal({
    committed: run.committed,
    files: proposal.files,
    environment: standing.environment,
    rollout: standing.rollout,
    now,
  });
  const request = pullRequestOf({
    proposal,
    findings,
    codeowners: run.codeowners,
    address: run.forge.address,
    base: snapshot.base,
    prefix: run.checkout.prefix,
    now: Date.parse(entry.at) / 1000,
  });
  const { merge, approvals } = context.environment;
  const wanted: WantedPull = {
    branch: branchName({ ...standing, stage: decision.move.to }),
    base: snapshot.base,
    baseCommit: snapshot.baseCommit,
    files: new Map([...proposal.files].map(([path, text]) => [prefixed(run, path), text])),
    title: request.title,
    message: request.message,
    body: (current, commit) => (kept?.intact === true ? current : mergeBody(current, marked(request.body(commit), request.draft))),
    labels: request.labels,
    reviewers: request.reviewers,
    draft: request.draft,
    statuses: request.statuses,
    ...(merge.by === "person"
      ? {}
      : { merge: { by: merge.by, method: merge.method, approvals: isDown ? approvals.rollback : approvals.advance } }),
  };
  return { proposal, request, findings, wanted };
}

interface Kept {
  readonly entry: LedgerEntry;
  readonly judgement: StageJudgement | undefined;
  /** Whether the body of the pull request tells it whole, so that it is left as it is. */
  readonly intact: boolean;
}

/** An entry on the branch is kept where its full evidence is at hand: in the body, in this run, or asked for again at its time. */
async function keep(
  run: StepRun,
  snapshot: Snapshot,
  decided: MovingDecided,
  entry: LedgerEntry,
  { open, view, remembered }: BuildInput,
): Promise<Kept | undefined> {
  if (open !== undefined && view.kind === "there" && bodyIsIntact(open.body, { commit: view.head, entry })) {
    return { entry, judgement: decided.judgement, intact: true };
  }
  if (remembered !== undefined && remembered.entry.evidenceDigest === entry.evidenceDigest && remembered.entry.at === entry.at) {
    return { ...remembered, entry, intact: false };
  }
  const at = Date.parse(entry.at) / 1000;
  const again = decided.judgement === undefined ? undefined : await run.judge(decided.context, at);
  const same = entryFor(run, snapshot, decided, again, at).evidenceDigest === entry.evidenceDigest;
  return same ? { entry, judgement: again, intact: false } : undefined;
}

function sameAnswers(found: LedgerEntry, fresh: LedgerEntry): boolean {
  const told = ({ evidence }: LedgerEntry) => JSON.stringify(evidence.map(({ gate, verdict, overridden }) => [gate, verdict, overridden]));
  return told(found) === told(fresh);
}

function entryFor(
  run: StepRun,
  snapshot: Snapshot,
  { context, decision, reason }: MovingDecided,
  judgement: StageJudgement | undefined,
  at: number,
): LedgerEntry {
  const overrides = "overrides" in decision ? decision.overrides : [];
  const evidence = evidenceOf({ context, move: decision.move, judgement, overrides, now: at });
  const isDown = decision.kind === "roll-back" || decision.kind === "restart";
  const why = reason ?? (isDown ? decision.sentence : undefined);
  return stepEntry(context, {
    move: decision.move,
    at,
    operator: run.operator ?? snapshot.identity.login,
    revision: snapshot.baseCommit,
    evidence: evidence.entryEvidence,
    evidenceDigest: evidence.digest,
    reason: why,
    restart: decision.kind === "restart",
  });
}

function proposalOf(
  run: StepRun,
  { standing, context, decision }: MovingDecided,
  entry: LedgerEntry,
  judgement: StageJudgement | undefined,
): Proposal {
  const folder = run.committed.folders.find((one) => one.environment === standing.environment && one.rollout === standing.rollout);
  return buildProposal({
    project: run.project,
    compiler: run.compiler,
    standing,
    before: context,
    decision,
    judgement,
    entry,
    text: run.committed.text,
    folder: [...(folder?.files.keys() ?? [])].map((path) => `${folder?.path ?? ""}/${path}`),
  });
}

/** While it is a draft of ours, the body says so. */
function marked(body: string, draft: boolean): string {
  return draft ? body.replace(/^<!-- rampart:begin -->$/m, (begin) => `${begin}\n${draftMarker}`) : body;
}

/** A path of the project as the repository has it. */
export function prefixed({ checkout }: StepRun, path: string): string {
  return `${checkout.prefix}${path}`;
}
