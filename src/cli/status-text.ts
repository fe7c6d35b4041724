import { cell, inline, link, type Markdown } from "../base/markdown.ts";
import type { Paint } from "../base/paint.ts";
import { formatSpan } from "../evidence/judge/format-value.ts";
import type { Health, Status } from "../step/status-of.ts";
import { table } from "./table.ts";

const head = ["Rollout", "Environment", "Stage", "Candidate", "Since", "Due", "Health", "Pull request", "What it waits for"] as const;

/** Where everything stands, as a table for a terminal. */
export function statusText(statuses: readonly Status[], now: number, { bold, dim, green, red, yellow }: Paint): string {
  const colors: Readonly<Record<Health, (text: string) => string>> = { good: green, failing: red, unknown: yellow, none: dim };
  const rows = statuses.map((status) => [
    bold(status.rollout),
    status.environment,
    stageOf(status),
    `${status.candidatePercent} %`,
    ago(status, now),
    dueOf(status, now),
    colors[status.health](status.health),
    status.pull === undefined ? "–" : `#${status.pull.number}${status.pull.draft ? " draft" : ""}`,
    waitsFor(status),
  ]);
  return `${table([head.map(dim), ...rows])}\n`;
}

/** The same as a Markdown table. */
export function statusMarkdown(statuses: readonly Status[], now: number): string {
  const line = (cells: readonly (Markdown | string)[]): string => `| ${cells.map(String).join(" | ")} |`;
  const rows = statuses.map((status) =>
    line([
      cell(inline(status.rollout)),
      cell(inline(status.environment)),
      cell(inline(stageOf(status))),
      cell(inline(`${status.candidatePercent} %`)),
      cell(inline(ago(status, now))),
      cell(inline(dueOf(status, now))),
      status.health,
      status.pull === undefined ? "–" : cell(link(`#${status.pull.number}`, status.pull.url)),
      cell(inline(waitsFor(status))),
    ]),
  );
  return `${[line(head), line(head.map(() => "---")), ...rows].join("\n")}\n`;
}

function stageOf({ stage, position: [index, count] }: Status): string {
  return `${stage} (${index}/${count})`;
}

function ago({ since }: Status, now: number): string {
  return since === undefined ? "–" : formatSpan(minutes(Math.max(0, now - Date.parse(since) / 1000)));
}

/** Seconds, to the minute. */
function minutes(seconds: number): number {
  return Math.round(seconds / 60) * 60;
}

function dueOf({ due }: Status, now: number): string {
  if (due === undefined) return "–";
  return due <= now ? "now" : `in ${formatSpan(Math.max(60, minutes(due - now)))}`;
}

/** The first sentence says it; the rest is in the pull request. */
function waitsFor({ decision, pull }: Status): string {
  if (decision.kind === "done") return "–";
  if (decision.kind === "held" && pull !== undefined) return `Taken back; it goes on once #${pull.number} is merged.`;
  const [first = ""] = decision.sentence.split(/(?<=\.) /);
  return first.length <= 140 ? first : `${first.slice(0, 139)}…`;
}
