import { codeSpan, inline, join, link, phrase, type Markdown } from "../../base/markdown.ts";
import type { TemplateData } from "../../base/template.ts";
import { headings, runbookUrl } from "../../compile/conventions.ts";
import type { Proposal } from "../proposal.ts";
import { moved, type Moved } from "./moved.ts";

/** What the pull request does, in a sentence, and why it is there. */
export function openingPart(proposal: Proposal): TemplateData {
  const { decision, before, after, entry } = proposal;
  const isBack = decision.kind === "roll-back" || decision.kind === "restart";
  return {
    sentence: phrase`${verb(proposal)}: ${movesSentence(moved(proposal))}.`,
    place: phrase`${inline(before.environment.title)}, stage ${after.position.index + 1} of ${after.positions.length}; ${link("runbook", runbookUrl(after.rollout, after.environment, headings.stage(after.position.stage.name)))}.`,
    why: inline(decision.sentence),
    reason: entry.reason === undefined || entry.reason === decision.sentence ? undefined : inline(entry.reason),
    measured: isBack ? measured(proposal) : undefined,
    undo: isBack ? undefined : phrase`${codeSpan(undoCommand(proposal))}, at any time`,
    back: isBack,
    restart: decision.kind === "restart",
  };
}

/** The command that takes back what a step up does. */
export function undoCommand({ before, decision }: Pick<Proposal, "before" | "decision">): string {
  return `rampart rollback ${before.rollout.name} ${before.environment.name} --to ${decision.move.from} --reason "…"`;
}

function verb({ decision: { kind, move }, before, after }: Proposal): Markdown {
  const rollout = inline(before.rollout.title);
  const [from, to] = [codeSpan(move.from), codeSpan(move.to)];
  switch (kind) {
    case "advance":
      return phrase`Takes ${rollout} from stage ${from} to ${to}`;
    case "finish":
      return phrase`Takes ${rollout} from stage ${from} to its last, ${to}`;
    case "clean-up":
      return phrase`Cleans up after ${rollout}, from stage ${from} to ${to}`;
    case "roll-back":
      return phrase`Takes ${rollout} back from stage ${from} to ${to}${jump(before.position.index - after.position.index)}`;
    case "restart":
      return phrase`Begins ${rollout} again, from stage ${from} at ${to}, as its image has changed`;
  }
}

function jump(stages: number): Markdown {
  return stages > 1 ? phrase`, ${stages} stages down` : phrase``;
}

/** More than so many are told by their number; the table has all. */
const mostTold = 3;

function movesSentence(all: readonly Moved[]): Markdown {
  if (all.length === 0) return phrase`no lever moves`;
  const told = all.slice(0, mostTold).map(({ what, before, after }) => phrase`${what} ${before} → ${after}`);
  const more = all.length - told.length;
  return phrase`${join(told, "; ")}${more > 0 ? phrase`; ${more} more` : phrase`, and nothing else`}`;
}

/** What was measured that calls for going back, one sentence a gate. */
function measured({ decision, judgement }: Proposal): readonly Markdown[] | undefined {
  const verdicts = decision.kind === "roll-back" && decision.gates.length > 0 ? decision.gates : (judgement?.verdicts ?? []);
  const bad = verdicts.filter(({ answer }) => answer === "fail");
  return bad.length === 0 ? undefined : bad.map(({ gate, sentence }) => phrase`${codeSpan(gate)}: ${inline(sentence)}`);
}
