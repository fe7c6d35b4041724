import type { Report } from "./check.ts";
import type { RecordLine } from "./record-lines.ts";

/** A file of one record a line, and what people call it. */
export interface LineFile {
  readonly file: string;
  readonly text: string;
  readonly lines: readonly RecordLine<unknown>[];
  /** `the ledger`. */
  readonly name: string;
  readonly hint: string;
}

/** What is wrong with the lines of a file that only grows: those that are none, and an end without a newline. */
export function* lineFaults({ file, text, lines, name, hint }: LineFile): Generator<Report> {
  for (const line of lines) {
    if ("problem" in line) yield { message: `Line ${line.line} of ${name} ${line.problem}`, hint, file, line: line.line };
  }
  if (text === "" || text.endsWith("\n")) return;
  yield {
    message: `The last line of ${name} does not end with a newline: the next would be written onto it`,
    hint: "end the file with a newline",
    file,
    line: lines.length,
  };
}
