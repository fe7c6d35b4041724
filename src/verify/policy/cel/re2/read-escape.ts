import { EvaluationFault } from "../fault.ts";
import { propertyOf } from "./character-set.ts";
import type { Reader } from "./reader.ts";

/** `\pN`, `\p{Greek}` or `\P{^Lu}` in JavaScript's notation. */
export function readProperty(reader: Reader): string | undefined {
  const match = reader.match(/\\([pP])(?:\{(\^?)([^}]*)\}|(.))/suy);
  if (match === undefined) return undefined;
  const negated = (match[1] === "P") !== (match[2] === "^");
  const property = propertyOf(match[3] ?? match[4] ?? "", negated);
  if (property === undefined) throw bad("invalid character class range", match[0]);
  return property;
}

const controls: Readonly<Record<string, number>> = { a: 0x07, f: 0x0c, n: 0x0a, r: 0x0d, t: 0x09, v: 0x0b };

/** One character that is written with a backslash. */
export function readEscaped(reader: Reader): number {
  const rest = reader.rest();
  const octal = reader.match(/\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/y)?.[1];
  if (octal !== undefined) return Number.parseInt(octal, 8);
  const hex = reader.match(/\\x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/y);
  if (hex !== undefined) {
    const code = Number.parseInt(hex[1] ?? hex[2] ?? "", 16);
    if (code > 0x10ffff) throw bad("invalid escape sequence", hex[0]);
    return code;
  }
  const control = controls[reader.match(/\\([afnrtv])/y)?.[1] ?? ""];
  if (control !== undefined) return control;
  const mark = reader.match(/\\([\0-/:-@[-`{-\x7f])/y)?.[1];
  if (mark === undefined)
    throw bad(rest === "\\" ? "trailing backslash at end of expression" : "invalid escape sequence", rest.slice(0, 2));
  return mark.charCodeAt(0);
}

/** A pattern that RE2 refuses. */
export function bad(reason: string, where: string): EvaluationFault {
  return new EvaluationFault(`error parsing regexp: ${reason}: \`${where}\``);
}
