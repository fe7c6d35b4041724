import { BudgetSpent, EvaluationFault } from "../fault.ts";
import * as t from "../type.ts";
import { aList, anInt, aString, binary, quaternary, ternary, unary, type Functions } from "../overload.ts";
import type { Value } from "../value.ts";

/**
 * The extended text functions; positions count characters from 0.
 * @see https://github.com/google/cel-go/blob/master/ext/README.md#strings
 */
export const strings: Functions = {
  charAt: [binary("member", aString, anInt, t.string, (text, at) => characters(text).at(position(at, length(text))) ?? "")],
  indexOf: [
    binary("member", aString, aString, t.int, (text, part) => find(text, part, 0n)),
    ternary("member", aString, aString, anInt, t.int, find),
  ],
  lastIndexOf: [
    binary("member", aString, aString, t.int, (text, part) => findLast(text, part, undefined)),
    ternary("member", aString, aString, anInt, t.int, findLast),
  ],
  lowerAscii: [unary("member", aString, t.string, (text) => text.replace(/[A-Z]+/g, (part) => part.toLowerCase()))],
  upperAscii: [unary("member", aString, t.string, (text) => text.replace(/[a-z]+/g, (part) => part.toUpperCase()))],
  replace: [
    ternary("member", aString, aString, aString, t.string, (text, from, to) => replace(text, from, to, -1n)),
    quaternary("member", aString, aString, aString, anInt, t.string, replace),
  ],
  split: [
    binary("member", aString, aString, t.listOf(t.string), (text, separator) => split(text, separator, -1n)),
    ternary("member", aString, aString, anInt, t.listOf(t.string), split),
  ],
  substring: [
    binary("member", aString, anInt, t.string, (text, from) => substring(text, from, BigInt(length(text)))),
    ternary("member", aString, anInt, anInt, t.string, substring),
  ],
  trim: [unary("member", aString, t.string, (text) => text.replace(leadingSpace, "").replace(trailingSpace, ""))],
  join: [unary("member", aList(aString), t.string, (list) => join(list, "")), binary("member", aList(aString), aString, t.string, join)],
};

const space = String.raw`[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+`;
const [leadingSpace, trailingSpace] = [new RegExp(`^${space}`), new RegExp(`${space}$`)];

/** Most characters that one function may make; the API server's budget runs out long before. */
const most = 10_000_000;

function characters(text: string): readonly string[] {
  return Array.from(text);
}

function length(text: string): number {
  return characters(text).length;
}

function position(at: bigint, size: number): number {
  if (at < 0n || at > BigInt(size)) throw new EvaluationFault(`index out of range: ${at}`);
  return Number(at);
}

function find(text: string, part: string, from: bigint): bigint {
  const start = startOf(text, part, from);
  if (typeof start === "bigint") return start;
  const found = text.indexOf(part, start);
  return found === -1 ? -1n : BigInt(length(text.slice(0, found)));
}

function findLast(text: string, part: string, from: bigint | undefined): bigint {
  const start = from === undefined ? text.length : startOf(text, part, from);
  if (typeof start === "bigint") return start;
  const found = text.lastIndexOf(part, start);
  return found === -1 ? -1n : BigInt(length(text.slice(0, found)));
}

/** Where in the text a search from a character on starts, or its result when that is settled already. */
function startOf(text: string, part: string, from: bigint): number | bigint {
  if (from < 0n) throw new EvaluationFault(`index out of range: ${from}`);
  const all = characters(text);
  const size = BigInt(all.length);
  if (part === "") return from > size ? size : from;
  return from >= size ? -1n : all.slice(0, Number(from)).join("").length;
}

function replace(text: string, from: string, to: string, limit: bigint): string {
  const pieces = from === "" ? ["", ...characters(text), ""] : text.split(from);
  const count = limit < 0n ? pieces.length - 1 : Math.min(pieces.length - 1, Number(limit));
  if (text.length + count * to.length > most) throw new BudgetSpent("the text grows too long");
  const rest = pieces.slice(count).join(from);
  return (
    pieces
      .slice(0, count)
      .map((piece) => piece + to)
      .join("") + rest
  );
}

function split(text: string, separator: string, limit: bigint): readonly string[] {
  if (limit === 0n) return [];
  const pieces = separator === "" ? characters(text) : text.split(separator);
  if (limit < 0n || BigInt(pieces.length) <= limit) return pieces;
  const kept = Number(limit) - 1;
  return [...pieces.slice(0, kept), pieces.slice(kept).join(separator)];
}

function substring(text: string, from: bigint, to: bigint): string {
  const all = characters(text);
  if (from > to) throw new EvaluationFault(`invalid substring range: ${from} to ${to}`);
  return all.slice(position(from, all.length), position(to, all.length)).join("");
}

function join(list: readonly Value[], separator: string): string {
  let size = 0;
  const texts = list.map((item) => {
    if (typeof item !== "string") throw new EvaluationFault("join: the list holds a value that is no text");
    size += item.length + separator.length;
    if (size > most) throw new BudgetSpent("the text grows too long");
    return item;
  });
  return texts.join(separator);
}
