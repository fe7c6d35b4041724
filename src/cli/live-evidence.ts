import { UserError } from "../base/user-error.ts";
import { createStandingContext, stagesOf } from "../compile/compile.ts";
import { judgeStage } from "../evidence/judge/judge-stage.ts";
import { environmentSource } from "../evidence/prometheus/environment-source.ts";
import type { Verdict } from "../evidence/verdict.ts";
import { findRegion } from "../model/body-region.ts";
import type { EvidenceBlock } from "../model/evidence-block.ts";
import { readEvidence } from "../model/evidence-text.ts";
import { openBase } from "../project/git-base.ts";
import { readProject, type Project } from "../project/read-project.ts";
import { ledgerFile } from "../project/read-records.ts";
import { withFreshCache } from "../project/with-fresh-cache.ts";
import { evidenceLive } from "../verify/evidence-live.ts";
import type { Finding } from "../verify/finding.ts";
import type { PullRequestText } from "../verify/transition/transition.ts";
import { secretFile } from "./secret-file.ts";
import { stageKnowledge } from "./stage-knowledge.ts";

/** What evidence is asked for again with. */
export interface LiveQuestion {
  readonly root: string;
  readonly pullRequest: PullRequestText;
  /** An environment variable, for the secrets of the metrics server. */
  readonly env: (name: string) => string | undefined;
  /** Another address of this machine to ask, without secrets. */
  readonly prometheus: string | undefined;
  readonly now: Date;
}

/** What became of asking again. */
export interface LiveAnswer {
  readonly findings: readonly Finding[];
  /** Whether nobody answered, so that asking later may help. */
  readonly unanswered: boolean;
}

/** Files of a step; nothing that is run, and nothing that says whom to ask. */
const stepFile = /^(?:dist\/|environments\/[^/]+\/[^/]+\.(?:yaml|jsonl)$)/;

/**
 * Refuses a change of more than a step: with secrets at hand, definitions are
 * run and servers asked only as they were reviewed on the base branch. Throws a
 * {@link UserError}.
 */
export function assertOnlyStep(root: string, base: string): void {
  const foreign = openBase(root, base).changedFiles.find((file) => !stepFile.test(file));
  if (foreign === undefined) return;
  throw new UserError(`Cannot ask again with --live: the change touches "${foreign}", and only reviewed definitions are run with secrets`, {
    hint: "leave --live out; a step changes its state, its ledger and its rendered folder only",
  });
}

/** Judges the stage that a step leaves again, for the moment its evidence is of, and compares. */
export async function liveEvidence(question: LiveQuestion): Promise<LiveAnswer> {
  const { root, pullRequest } = question;
  const region = findRegion(pullRequest.body);
  const read = region === undefined ? undefined : readEvidence(region.text);
  // What is missing or broken is told by transition-proof.
  if (read?.kind !== "found") return { findings: [], unanswered: false };
  const project = await (question.env("CI") === undefined ? readProject(root) : withFreshCache((cache) => readProject(root, cache)));
  const { block } = read;
  const again = await judgeAgain(project, block, question);
  if (again === undefined)
    return { findings: [finding(block, "error", "The evidence is of a stage that the project does not have")], unanswered: false };
  const compared = block.verdicts.flatMap((verdict) => compare(verdict, again.get(verdict.gate)));
  return {
    findings: compared.map(({ severity, words }) => finding(block, severity, words)),
    unanswered: compared.some(({ severity }) => severity === "warning"),
  };
}

async function judgeAgain(
  project: Project,
  block: EvidenceBlock,
  question: LiveQuestion,
): Promise<ReadonlyMap<string, Verdict> | undefined> {
  const { root, env, prometheus, now } = question;
  const { rollout, environment, from } = block;
  const standing = project.standings.find((one) => one.rollout === rollout && one.environment === environment);
  if (standing === undefined || !stagesOf(project, standing).includes(from)) return undefined;
  const context = createStandingContext(project, standing, from);
  const source = environmentSource(context.environment, { variable: env, file: secretFile(root) }, prometheus);
  const { verdicts } = await judgeStage(
    source,
    context,
    stageKnowledge(root, context, { at: Date.parse(block.judgedAt) / 1000, clock: () => now.getTime() / 1000 }),
  );
  return new Map(verdicts.map((verdict) => [verdict.gate, verdict]));
}

interface Difference {
  readonly severity: "error" | "warning";
  readonly words: string;
}

/** Why a question was not answered, though it may be later. */
const unanswered = new Set(["unreachable", "timeout", "overloaded", "partial"]);
/** Judged from what lies in the checkout; no server is asked. */
const fromFiles = new Set(["probe", "receipt"]);
/** Values that differ by less are the same: samples that came late move a sum. */
const tolerance = 1e-4;

function compare(shown: EvidenceBlock["verdicts"][number], again: Verdict | undefined): readonly Difference[] {
  const { gate } = shown;
  if (again === undefined) return [{ severity: "error", words: `Gate "${gate}" is not asked at this stage` }];
  if (again.answer === "unknown" && unanswered.has(again.reason ?? "")) {
    return [{ severity: "warning", words: `Gate "${gate}" could not be asked again: ${again.sentence}` }];
  }
  if (again.answer === "unknown" && fromFiles.has(again.kind)) return [];
  if (again.answer !== shown.answer) {
    return [
      {
        severity: "error",
        words: `Gate "${gate}" is ${again.answer} when it is asked again, and ${shown.answer} in the evidence: ${again.sentence}`,
      },
    ];
  }
  const [value, other] = [Number(again.value ?? Number.NaN), Number(shown.value ?? Number.NaN)];
  if (Number.isNaN(value) && Number.isNaN(other)) return [];
  if (Math.abs(value - other) <= tolerance * Math.max(Math.abs(value), Math.abs(other))) return [];
  return [
    {
      severity: "error",
      words: `Gate "${gate}" is ${again.value ?? "without a value"} when it is asked again, and ${shown.value ?? "without a value"} in the evidence`,
    },
  ];
}

function finding({ environment, rollout, judgedAt }: EvidenceBlock, severity: Finding["severity"], message: string): Finding {
  return {
    code: evidenceLive.code,
    severity,
    message,
    hint:
      severity === "error"
        ? `look what the server has at ${judgedAt}, then run \`rampart step\` again`
        : "run it again when the server answers",
    file: ledgerFile(environment, rollout),
  };
}
