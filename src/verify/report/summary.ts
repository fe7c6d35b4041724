import { countBySeverity, type Report } from "./report.ts";

/** The outcome in one line: `2 errors, 1 warning in 12 rendered folders of 5 rollouts, since main`. */
export function summary(report: Report): string {
  const { error, warning, notice } = countBySeverity(report);
  const { folders, rollouts, dataOnly, base } = report.looked;
  const found = [counted(error, "error"), counted(warning, "warning"), counted(notice, "notice")].filter((text) => text !== "");
  const where = `${counted(folders, "rendered folder") || "no rendered folder"} of ${counted(rollouts, "rollout") || "no rollout"}`;
  const facts = [
    ...(dataOnly ? ["by data only"] : []),
    ...(base === undefined ? [] : [`${counted(base.transitions, "rollout") || "none"} changed since ${base.revision}`]),
    ...(report.broken ? ["definitions could not be read"] : []),
  ];
  return `${found.length === 0 ? "clean" : found.join(", ")}: ${where}${facts.map((fact) => `, ${fact}`).join("")}`;
}

function counted(count: number, word: string): string {
  return count === 0 ? "" : `${count} ${word}${count === 1 ? "" : "s"}`;
}
