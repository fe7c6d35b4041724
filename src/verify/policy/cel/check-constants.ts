import type { Checker, Node } from "./checker.ts";
import { EvaluationFault } from "./fault.ts";
import { clausesOf } from "./functions/format-string.ts";
import { compiled } from "./functions/regex.ts";
import { parseDuration, parseTimestamp } from "./functions/time-value.ts";
import { languageSince } from "./library.ts";
import type { Type } from "./type.ts";

/** Faults that can be seen before anything runs: patterns, times and format texts that are written in the expression. */
export function checkConstants(checker: Checker, name: string, target: Node | undefined, args: readonly Node[]): void {
  switch (name) {
    case "matches":
    case "find":
    case "findAll":
      checkPattern(checker, target === undefined ? args[1] : args[0]);
      break;
    case "timestamp":
    case "duration":
      if (checker.library.minor >= languageSince.literalChecks) checkTime(checker, name, args[0]);
      break;
    case "format":
      if (target !== undefined && args[0] !== undefined) checkFormat(checker, target, args[0]);
      break;
    default:
  }
}

function checkPattern(checker: Checker, pattern: Node | undefined): void {
  if (typeof pattern?.literal !== "string") return;
  try {
    compiled(pattern.literal);
  } catch (error) {
    if (!(error instanceof EvaluationFault)) throw error;
    checker.fail(error.message, pattern.ast);
  }
}

function checkTime(checker: Checker, name: "timestamp" | "duration", text: Node | undefined): void {
  if (typeof text?.literal !== "string") return;
  const read = name === "timestamp" ? parseTimestamp : parseDuration;
  try {
    if (read(text.literal) !== undefined) return;
  } catch (error) {
    if (!(error instanceof EvaluationFault)) throw error;
  }
  checker.fail(`invalid ${name} argument`, text.ast);
}

const takes: Readonly<Record<string, readonly Type["kind"][]>> = {
  s: ["string", "bool", "bytes", "int", "uint", "double", "null", "timestamp", "duration", "type", "list", "map"],
  d: ["int", "uint"],
  f: ["double"],
  e: ["double"],
  b: ["int", "uint", "bool"],
  x: ["int", "uint", "string", "bytes"],
  X: ["int", "uint", "string", "bytes"],
  o: ["int", "uint"],
};

function checkFormat(checker: Checker, text: Node, list: Node): void {
  if (typeof text.literal !== "string" || list.ast.op !== "list") return;
  const clauses = clausesOf(text.literal);
  if ("problem" in clauses) return checker.fail(clauses.problem, text.ast);
  const count = list.ast.args.length;
  if (clauses.length > count) checker.fail(`index ${count} out of range`, text.ast);
  if (clauses.length < count)
    checker.fail(`too many arguments supplied to string.format (expected ${clauses.length}, got ${count})`, text.ast);
  for (const [index, { verb }] of clauses.entries()) {
    const item = list.parts?.[index];
    if (item === undefined) continue;
    checker.later(() => {
      const { kind } = checker.resolve(item.type);
      const special =
        (verb === "f" || verb === "e") && typeof item.literal === "string" && ["NaN", "Infinity", "-Infinity"].includes(item.literal);
      if (kind === "dyn" || kind === "param" || special || takes[verb]?.includes(kind) === true) return;
      checker.fail(`formatting clause "${verb}" cannot be used on ${kind}`, item.ast);
    });
  }
}
