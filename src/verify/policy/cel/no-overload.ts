import { typeName, type Value } from "./value.ts";

const numbers = ["int", "uint", "double"];
const times = ["google.protobuf.Timestamp", "google.protobuf.Duration"];
const ordered = ["bool", ...numbers, "string", "bytes", ...times];

/** Functions that are one for all types: the types their first argument may have. */
const operands: ReadonlyMap<string, readonly string[]> = new Map([
  ["_+_", [...numbers, "string", "bytes", "list", ...times]],
  ["_-_", [...numbers, ...times]],
  ["_*_", numbers],
  ["_/_", numbers],
  ["_%_", ["int", "uint"]],
  ["-_", ["bool", "int", "double", "google.protobuf.Duration"]],
  ["_<_", ordered],
  ["_<=_", ordered],
  ["_>_", ordered],
  ["_>=_", ordered],
  ["size", ["string", "bytes", "list", "map"]],
  ["matches", ["string"]],
]);
/** Functions that never tell what they were given. */
const silent = new Set(["!_", "@in", "contains", "startsWith", "endsWith"]);

/**
 * What an API server says when a function doesn't take the values it is given.
 * Operators name themselves when the first value is of a type that they are not
 * for, and say nothing more when it is the second; other functions tell types.
 */
export function noOverload(name: string, values: readonly Value[], lastIsWritten: boolean): string {
  const types = values.map(typeName);
  const taken = operands.get(name);
  // A pattern that is written in the expression is compiled with it, into a function that tells nothing.
  if (silent.has(name) || (name === "matches" && lastIsWritten)) return "no such overload";
  if (taken === undefined) return `no such overload: ${name}(${types.join(", ")})`;
  return types[0] !== undefined && taken.includes(types[0]) ? "no such overload" : `no such overload: ${name}`;
}
