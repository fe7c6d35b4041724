import { formatPath, parsePath, type Problem } from "../model/problem.ts";
import type { FileReading } from "../project/read-yaml-as.ts";
import type { Reading } from "./folder.ts";

/** A file's value, or what is wrong with it in one clause, and where the first fault is. */
export function readingOf<Value>(read: FileReading<Value>): Reading<Value> {
  if ("value" in read) return read;
  const [first] = read.problems;
  return {
    problem: read.problems.map(clauseOf).join("; "),
    ...(first === undefined || first.path === "" ? {} : { path: parsePath(first.path) }),
    ...(first?.hint === undefined || read.problems.length > 1 ? {} : { hint: first.hint }),
  };
}

function clauseOf({ path, message }: Problem): string {
  if (!message.startsWith("unknown key ")) return `${path} ${message}`.trim();
  const parent = formatPath(parsePath(path).slice(0, -1));
  return parent === "" ? message : `${message} in ${parent}`;
}
