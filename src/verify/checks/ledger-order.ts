import type { CourseCheck } from "../check.ts";

/** Clocks of two machines may differ by so much. */
const skew = 5 * 60 * 1000;

/** Holds are counted from the ledger's times: one that is out of order or yet to come would shorten or skip them. */
export const ledgerOrder: CourseCheck = {
  code: "ledger-order",
  severity: "error",
  description: "the times of a ledger only go forward, and none is yet to come",
  scope: "course",
  *check({ files, lines, now }) {
    let latest: { readonly at: string; readonly line: number } | undefined;
    for (const line of lines) {
      if (!("entry" in line)) continue;
      const { at } = line.entry;
      const place = { file: files.ledger, line: line.line };
      if (latest !== undefined && Date.parse(at) <= Date.parse(latest.at)) {
        yield {
          message: `Line ${line.line} of the ledger is of ${at}, not later than line ${latest.line} of ${latest.at}`,
          hint: "write the time the step was taken, in UTC",
          ...place,
        };
      } else {
        latest = { at, line: line.line };
      }
      if (Date.parse(at) > now.getTime() + skew) {
        yield {
          message: `Line ${line.line} of the ledger is of ${at}, which is yet to come`,
          hint: "write the time the step was taken, in UTC",
          ...place,
        };
      }
    }
  },
};
