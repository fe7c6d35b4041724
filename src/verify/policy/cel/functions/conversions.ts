import { EvaluationFault } from "../fault.ts";
import { formatDouble, int64, parseDouble, truncated, uint64 } from "../numbers.ts";
import * as t from "../type.ts";
import {
  aBool,
  aDouble,
  aDuration,
  aList,
  aMap,
  anInt,
  any,
  aString,
  aTimestamp,
  aUint,
  binary,
  someBytes,
  unary,
  type Functions,
} from "../overload.ts";
import { typeName, uint } from "../value.ts";
import { formatDuration, formatTimestamp, split } from "./time-value.ts";

/** Conversions between types, sizes and the plain tests of text. */
export const conversions: Functions = {
  int: [
    unary("global", anInt, t.int, (value) => value),
    unary("global", aUint, t.int, int64),
    unary("global", aDouble, t.int, (value) => truncated(value, -(2 ** 63), 2 ** 63)),
    unary("global", aString, t.int, (text) => (/^[+-]?\d+$/.test(text) ? int64(BigInt(text.replace("+", ""))) : refuse("int", text))),
    unary("global", aTimestamp, t.int, (nanos) => split(nanos)[0]),
    unary("global", aDuration, t.int, (nanos) => nanos),
  ],
  uint: [
    unary("global", aUint, t.uintType, uint),
    unary("global", anInt, t.uintType, (value) => uint(uint64(value))),
    unary("global", aDouble, t.uintType, (value) => uint(truncated(value, -1, 2 ** 64))),
    unary("global", aString, t.uintType, (text) => (/^\d+$/.test(text) ? uint(uint64(BigInt(text))) : refuse("uint", text))),
  ],
  double: [
    unary("global", aDouble, t.double, (value) => value),
    unary("global", anInt, t.double, Number),
    unary("global", aUint, t.double, Number),
    unary("global", aString, t.double, (text) => parseDouble(text) ?? refuse("double", text)),
  ],
  bool: [
    unary("global", aBool, t.bool, (value) => value),
    unary("global", aString, t.bool, (text) => (truths.has(text) ? true : untruths.has(text) ? false : refuse("bool", text))),
  ],
  string: [
    unary("global", aString, t.string, (text) => text),
    unary("global", aBool, t.string, String),
    unary("global", anInt, t.string, String),
    unary("global", aUint, t.string, String),
    unary("global", aDouble, t.string, formatDouble),
    unary("global", someBytes, t.string, decoded),
    unary("global", aTimestamp, t.string, (nanos) => formatTimestamp({ kind: "timestamp", nanos })),
    unary("global", aDuration, t.string, (nanos) => formatDuration({ kind: "duration", nanos })),
  ],
  bytes: [
    unary("global", someBytes, t.bytes, (value) => value),
    unary("global", aString, t.bytes, (text) => Uint8Array.from(Buffer.from(text))),
  ],
  dyn: [unary("global", any("A"), t.dyn, (value) => value)],
  type: [unary("global", any("A"), t.typeOf(t.param("A")), (value) => ({ kind: "type", name: typeName(value) }))],
  size: (["global", "member"] as const).flatMap((shape) => [
    unary(shape, aString, t.int, (text) => BigInt(codePoints(text))),
    unary(shape, someBytes, t.int, (value) => BigInt(value.length)),
    unary(shape, aList(any("A")), t.int, (list) => BigInt(list.length)),
    unary(shape, aMap(any("A"), any("B")), t.int, (map) => BigInt(map.size)),
  ]),
  contains: [binary("member", aString, aString, t.bool, (text, part) => text.includes(part))],
  startsWith: [binary("member", aString, aString, t.bool, (text, part) => text.startsWith(part))],
  endsWith: [binary("member", aString, aString, t.bool, (text, part) => text.endsWith(part))],
};

const truths = new Set(["1", "t", "T", "true", "TRUE", "True"]);
const untruths = new Set(["0", "f", "F", "false", "FALSE", "False"]);

/** Characters of a text; one beyond U+FFFF counts once. */
function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function decoded(value: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(value);
  } catch {
    throw new EvaluationFault("invalid UTF-8 in bytes, cannot convert to string");
  }
}

function refuse(what: string, text: string): never {
  throw new EvaluationFault(`"${text}" cannot be read as ${what}`);
}
