import { realpathSync } from "node:fs";
import { join, sep } from "node:path";
import { parseJson } from "../../base/parse-json.ts";
import type { Probe } from "../../model/probe.ts";
import { readBounded } from "../../project/read-bounded.ts";
import { answered, type ProbeAnswer } from "./probe-answer.ts";
import { assertionFault, holdsUntil } from "./assertion-fault.ts";
import { isRecord } from "./is-record.ts";
import type { World } from "./world.ts";

type ReceiptProbe = Extract<Probe, { readonly kind: "receipt" }>;

/** A value that the assertions are held against, and where it is. */
interface Judged {
  /** Comes before each fault: `operator_api: `. */
  readonly label: string;
  readonly value: unknown;
}

/**
 * Reads a receipt of the project and judges it: the whole of a JSON file, the
 * last line of a JSONL file, or the last line of each value of a field.
 */
export function runReceipt(probe: ReceiptProbe, world: World): ProbeAnswer {
  const read = readInside(world.root, probe.file);
  if ("fault" in read) return answered([read.fault]);
  const judged = probe.format === "json" ? whole(probe.file, read.text) : lastLines(probe, read.text);
  if ("fault" in judged) return answered([judged.fault]);
  const now = world.now() / 1000;
  const answer = answered(
    judged.values.flatMap(({ label, value }) =>
      probe.expect.map((assertion) => {
        const fault = assertionFault(assertion, value, now);
        return fault === undefined ? undefined : `${label}${fault}`;
      }),
    ),
  );
  const ends = judged.values.flatMap(({ value }) => probe.expect.flatMap((assertion) => holdsUntil(assertion, value) ?? []));
  return answer.result === "pass" && ends.length > 0 ? { ...answer, holdsUntil: Math.min(...ends) } : answer;
}

/** Text of a file below the root; never of one that a symbolic link leads to outside of it. */
function readInside(root: string, file: string): { readonly text: string } | { readonly fault: string } {
  if (file.split("/").includes("..")) return { fault: `${file} leads out of the project` };
  const path = join(root, file);
  let real: string;
  try {
    real = realpathSync(path);
  } catch {
    return { fault: `${file} does not exist` };
  }
  if (!real.startsWith(`${realpathSync(root)}${sep}`)) return { fault: `${file} leads out of the project` };
  const read = readBounded(path);
  return "text" in read ? read : { fault: `${file} ${read.problem}` };
}

type Values = { readonly values: readonly Judged[] } | { readonly fault: string };

function whole(file: string, text: string): Values {
  const parsed = parseJson(text);
  return "problem" in parsed ? { fault: `${file} ${unreadable(parsed.problem)}` } : { values: [{ label: "", value: parsed.value }] };
}

/** What is wrong with a text; a syntax error would quote it, and is not repeated. */
function unreadable(problem: string): string {
  return /^the (key|file) /.test(problem) ? `cannot be judged: ${problem}` : "is no JSON";
}

function lastLines({ file, latestPer }: ReceiptProbe, text: string): Values {
  const values: unknown[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const parsed = parseJson(line);
    if ("problem" in parsed) return { fault: `${file} line ${index + 1} ${unreadable(parsed.problem)}` };
    values.push(parsed.value);
  }
  if (latestPer === undefined) {
    return values.length === 0 ? { fault: `${file} has no line` } : { values: [{ label: "", value: values.at(-1) }] };
  }
  const judged: Judged[] = [];
  for (const wanted of latestPer.values) {
    const line = values.findLast((value) => isRecord(value) && Object.hasOwn(value, latestPer.field) && value[latestPer.field] === wanted);
    if (line === undefined) return { fault: `${file} has no line with ${latestPer.field} ${JSON.stringify(wanted)}` };
    judged.push({ label: `${wanted}: `, value: line });
  }
  return { values: judged };
}
