import { paint, type Paint } from "../../base/paint.ts";
import type { Verdict } from "../../evidence/verdict.ts";
import { moved } from "../../step/pull-request/moved.ts";
import { shownVerdict } from "../../step/pull-request/shown-verdict.ts";
import type { Proposal } from "../../step/proposal.ts";
import type { StepReport } from "../../step/step-report.ts";
import type { Io } from "../command.ts";
import type { LadderEvent } from "../sandbox/play-ladder.ts";
import { table } from "../table.ts";

/** Tells what happens in the sandbox, in a few lines each. */
export function tellEvent(io: Io, event: LadderEvent): void {
  const colors = paint(io.color);
  const { dim, green, cyan } = colors;
  const time = dim(new Date(event.at * 1000).toISOString().slice(0, 16).replace("T", " "));
  switch (event.kind) {
    case "merged":
      io.stdout(`  ${time}  ${green(`#${event.number} merged`)} by ${event.by}: the rollout stands at ${event.stage}\n`);
      return;
    case "confirmed":
      io.stdout(`  ${time}  ${cyan("confirmed")} by people: ${event.gates.join(", ")}\n`);
      return;
    case "approved":
      return;
    case "step":
      io.stdout(`${stepLines(event.report, time, colors).join("\n")}\n`);
  }
}

function stepLines(report: StepReport, time: string, colors: Paint): readonly string[] {
  const { bold, dim, red, yellow, cyan } = colors;
  const { decision, pull, proposal, writes } = report;
  const opened = writes.some(({ kind }) => kind === "open-pull");
  if (pull !== undefined && proposal !== undefined) {
    const state = pull.draft ? yellow("opened as a draft") : "opened";
    const head = opened ? state : pull.draft ? "still a draft" : "ready";
    return [
      `  ${time}  ${bold(`#${pull.number} ${head}`)} ${pull.title}`,
      ...(opened || decision.kind === "roll-back" ? gateLines(proposal, colors) : []),
      ...(decision.kind === "roll-back" ? [`      ${red(decision.sentence)}`] : []),
    ];
  }
  const color = decision.kind === "hold" ? red : decision.kind === "wait" ? dim : cyan;
  // Why it was taken back was told when it was.
  const sentence = decision.kind === "held" ? (decision.sentence.split(/(?<=\.) /)[0] ?? "") : decision.sentence;
  return [`  ${time}  ${color(decision.kind)} ${sentence}`];
}

function gateLines(proposal: Proposal, { dim }: Paint): readonly string[] {
  const { before, judgement } = proposal;
  const changes = moved(proposal)
    .slice(0, 3)
    .map(({ what, before: old, after }) => `${String(what)} ${String(old)} → ${String(after)}`);
  const rows = (judgement?.verdicts ?? []).map((verdict) => {
    const { value, limit } = shownVerdict(before, verdict);
    return [`      ${verdict.gate}`, answerOf(verdict), value ?? "–", dim(limit ?? ""), dim(samplesOf(verdict))];
  });
  return [...changes.map((change) => `      ${change.replaceAll("`", "")}`), ...(rows.length === 0 ? [] : [table(rows)])];
}

function answerOf({ kind, answer, rollback }: Verdict): string {
  if (answer === "unknown" && (kind === "checklist" || kind === "approval")) return "waits for people";
  return rollback ? "go back" : answer;
}

function samplesOf({ samples }: Verdict): string {
  return samples === undefined ? "" : `${Math.round(samples).toLocaleString("en").replaceAll(",", " ")} requests`;
}
