import { codeUnitOrder } from "../base/code-unit-order.ts";
import type { Paint } from "../base/paint.ts";
import { lockFile } from "../compile/lock-file.ts";
import { formatMoment } from "../evidence/window/format-moment.ts";
import { writeWords } from "../step/apply/write-words.ts";
import type { Proposal } from "../step/proposal.ts";
import type { StepReport } from "../step/step-report.ts";
import { table } from "./table.ts";
import { paintDiff, stageDiff, treeDiff } from "./tree-diff.ts";

/** What became of a rollout in an environment, for people. */
export function stepText(report: StepReport, paint: Paint, { dryRun }: { readonly dryRun: boolean }): string {
  const { bold, dim, red, yellow } = paint;
  const { environment, rollout, stage, decision, outcome, why, hint, pull, merged, writes, retryAt } = report;
  const lines = [`${bold(`${rollout} in ${environment}`)} ${dim(`at ${stage}`)}`, `  ${mark(report, paint)} ${decision.sentence}`];
  if (decision.kind === "hold") lines.push(...decision.gates.map(({ gate, answer, sentence }) => `    ${gate} ${answer}: ${sentence}`));
  if ("remaining" in decision) lines.push(...decision.remaining.map((what) => `    ${dim("remains:")} ${what}`));
  if (why !== undefined) lines.push(`  ${outcome === "refused" || outcome === "stopped" ? red(outcome) : yellow(outcome)} ${why}`);
  if (hint !== undefined) lines.push(`  ${dim("hint")} ${hint}`);
  if (retryAt !== undefined) lines.push(`  ${dim("again from")} ${formatMoment(retryAt)}`);
  lines.push(...report.findings.filter(({ severity }) => severity !== "notice").map(findingLine));
  if (pull !== undefined && pull.number !== 0)
    lines.push(`  ${dim("pull request")} #${pull.number}${pull.draft ? " (draft)" : ""} ${pull.url}`);
  if (merged !== undefined) lines.push(`  ${dim("merged as")} ${merged.commit.slice(0, 12)}`);
  const change = report.proposal ?? report.change;
  if (dryRun && change !== undefined) lines.push("", `  ${bold("Files")}`, indented(paintDiff(fileDiff(change), paint)));
  if (writes.length > 0) {
    const rows = writes.map(writeWords).map(({ request, words }) => [`    ${request}`, words]);
    lines.push("", `  ${bold(dryRun ? "Requests that would write" : "Requests that wrote")}`, table(rows));
  }
  return `${lines.join("\n")}\n`;
}

function mark({ decision, outcome }: StepReport, { green, red, yellow, cyan }: Paint): string {
  if (outcome === "refused" || outcome === "stopped") return red(decision.kind);
  switch (decision.kind) {
    case "advance":
    case "finish":
    case "clean-up":
    case "done":
      return green(decision.kind);
    case "roll-back":
    case "restart":
    case "hold":
      return red(decision.kind);
    case "wait":
    case "blocked":
      return cyan(decision.kind);
    case "frozen":
    case "held":
    case "needs-person":
      return yellow(decision.kind);
  }
}

function findingLine({ severity, code, message, file }: StepReport["findings"][number]): string {
  return `  ${severity} ${code}: ${message} (${file})`;
}

/** Files that change, as a diff; the lock is told in a line. */
export function fileDiff({ files, old }: Pick<Proposal, "files" | "old">): string {
  const before = [...old].flatMap(([path, content]) => (content === undefined ? [] : [{ path: shortened(path), content }]));
  const after = [...files].flatMap(([path, content]) => (content === null ? [] : [{ path: shortened(path), content }]));
  return before.some(isLock) || after.some(isLock) ? stageDiff(before, after) : treeDiff(before, after);
}

function isLock({ path }: { readonly path: string }): boolean {
  return path === lockFile;
}

/** Below the rendered folder, files are named as they are there. */
function shortened(path: string): string {
  return path.startsWith("dist/") ? path.split("/").slice(3).join("/") : path;
}

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? line : `    ${line}`))
    .join("\n");
}

/** The same as data: everything but texts of files. */
export function stepJson({ proposal, change, writes, findings, ...report }: StepReport): object {
  return {
    ...report,
    ...(proposal === undefined ? {} : { entry: proposal.entry, files: [...proposal.files.keys()] }),
    ...(change === undefined ? {} : { files: [...change.files.keys()] }),
    requests: writes.map(writeWords),
    findings,
  };
}

/** All reports in a line: how many were decided what, and what became of those that did not go through. */
export function stepSummary(reports: readonly StepReport[]): string {
  const words = reports.map(({ decision, outcome }) => (outcome === "settled" || outcome === "planned" ? decision.kind : outcome));
  const counts = [...new Set(words)].toSorted(codeUnitOrder).map((word) => `${words.filter((one) => one === word).length} ${word}`);
  return `${reports.length} ${reports.length === 1 ? "ladder" : "ladders"}: ${counts.join(", ") || "nothing to do"}`;
}

/** Exit code of reports together: 1 where something holds, is refused or needs a person, else 75 where it is worth trying again. */
export function stepExit(reports: readonly StepReport[]): number {
  const isStuck = ({ outcome, decision }: StepReport): boolean =>
    outcome === "refused" ||
    outcome === "stopped" ||
    decision.kind === "needs-person" ||
    (decision.kind === "hold" && decision.retryAfter === undefined);
  const isTemporary = ({ outcome, decision }: StepReport): boolean => outcome === "again" || decision.kind === "hold";
  if (reports.some(isStuck)) return 1;
  return reports.some(isTemporary) ? 75 : 0;
}
