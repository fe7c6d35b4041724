import type { FileReading } from "../project/read-yaml-as.ts";
import type { Reading } from "./folder.ts";

/** A file's value, or what is wrong with it in one clause. */
export function readingOf<Value>(read: FileReading<Value>): Reading<Value> {
  if ("value" in read) return read;
  return { problem: read.problems.map(({ path, message }) => `${path} ${message}`.trim()).join("; ") };
}
