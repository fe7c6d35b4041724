import type { Report } from "./check.ts";
import type { Unread } from "./folder.ts";

/** Where a file cannot be read: at a path of its value, else at the line that its parser names. */
export function placeOfUnread({ problem, path }: Unread): Pick<Report, "path" | "line"> {
  if (path !== undefined) return { path };
  const [, line] = /\bat line (\d{1,7})\b/.exec(problem) ?? [];
  return line === undefined ? {} : { line: Number(line) };
}
