import { join } from "node:path";
import { parseJson } from "../../base/parse-json.ts";
import { UserError } from "../../base/user-error.ts";
import { check } from "../../model/check.ts";
import { readBounded } from "../../project/read-bounded.ts";
import { confirmationsFile } from "../../project/read-records.ts";
import { Confirmation } from "../../model/confirmation.ts";

/** Reads what people confirmed; none where there is no such file. Throws a {@link UserError} for a line that is none. */
export function readConfirmations(root: string, environment: string, rollout: string): readonly Confirmation[] {
  const file = confirmationsFile(environment, rollout);
  const read = readBounded(join(root, file));
  if ("problem" in read) {
    if (read.problem === "does not exist") return [];
    throw new UserError(`Cannot read ${file}: it ${read.problem}`, { hint: "expected one JSON object a line" });
  }
  return read.text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const parsed = parseJson(line);
    const checked = "problem" in parsed ? undefined : check(Confirmation, parsed.value);
    if (checked?.value !== undefined) return [checked.value];
    const [fault] = checked?.problems ?? [];
    throw new UserError(
      `Cannot read ${file}:${index + 1}: ${fault === undefined ? "it is not JSON" : `${fault.path} ${fault.message}`.trim()}`,
      {
        hint: 'expected {"gate":"…","stage":"…","by":"<contact>","at":"2026-11-20T09:00:00Z"}, with "item" for one item of several',
      },
    );
  });
}
