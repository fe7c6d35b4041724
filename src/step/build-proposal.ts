import { createRenderer, createStandingContext, type Compiler } from "../compile/compile.ts";
import type { Context } from "../compile/context.ts";
import type { StageJudgement } from "../evidence/judge/judge-stage.ts";
import type { LedgerEntry } from "../model/ledger-entry.ts";
import type { Project, Standing } from "../project/read-project.ts";
import { ledgerFile, stateFile } from "../project/read-records.ts";
import type { MovingDecision } from "./decide/decision.ts";
import type { Proposal } from "./proposal.ts";

/** What a proposal is built from. */
export interface ProposalInput {
  readonly project: Project;
  readonly compiler: Compiler;
  readonly standing: Standing;
  readonly before: Context;
  readonly decision: MovingDecision;
  readonly judgement: StageJudgement | undefined;
  readonly entry: LedgerEntry;
  /** Text of a committed file below the project's root. */
  readonly text: (file: string) => string | undefined;
  /** Committed files of the rendered folder, by path below the project's root. */
  readonly folder: readonly string[];
}

/** The files of a step: the line of the state, the line of the ledger, and the tree as it compiles with both. Pure. */
export function buildProposal(input: ProposalInput): Proposal {
  const { project, standing, decision, entry, before, judgement, text } = input;
  const { environment, rollout } = standing;
  const moved: Standing = { ...standing, stage: decision.move.to, ledger: [...standing.ledger, entry] };
  const after = createStandingContext(project, moved, decision.move.to);
  const tree = createRenderer(project, input.compiler)(after);
  const folder = `dist/${environment}/${rollout}`;
  const rendered = tree.artifacts.map(({ path, content }) => [`${folder}/${path}`, content] as const);
  const state = stateFile(environment, rollout);
  const ledger = ledgerFile(environment, rollout);
  const fresh = new Map<string, string | null>([
    ...input.folder.map((path) => [path, null] as const),
    ...rendered,
    [state, stateText(text(state), decision.move.to)],
    [ledger, `${withFinalNewline(text(ledger) ?? "")}${JSON.stringify(entry)}\n`],
  ]);
  const files = new Map([...fresh].filter(([path, content]) => (text(path) ?? null) !== content));
  return {
    decision,
    before,
    after,
    judgement,
    stops: project.stops,
    entry,
    files,
    old: new Map([...files.keys()].map((path) => [path, text(path)])),
  };
}

/** Only the line of the stage changes; what people wrote around it stays. */
function stateText(old: string | undefined, stage: string): string {
  const line = /^stage:.*$/m;
  return old !== undefined && line.test(old) ? old.replace(line, `stage: ${stage}`) : `stage: ${stage}\n`;
}

function withFinalNewline(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
