import { clockSkew, utcTime, type Assertion } from "../../model/probe.ts";
import { formatDuration, seconds } from "../../model/quantity.ts";
import { shown } from "./shown.ts";
import { valueAt } from "./value-at.ts";

/**
 * Why a JSON value does not meet an assertion, in one line; `undefined` when it
 * does. Means what the runbook's jq condition means (`jqCondition`): what is
 * not there is `null`, and a value of another type never meets an assertion.
 * `now` is in Unix seconds.
 */
export function assertionFault({ path, expect }: Assertion, json: unknown, now: number): string | undefined {
  const located = valueAt(path, json);
  if ("fault" in located) return `${path} ${located.fault}`;
  const { value } = located;
  if ("within" in expect) return ageFault(path, value, seconds(expect.within), expect.within, now);
  return meets(expect, value) ? undefined : `${path} is ${value === null ? "not there" : shown(value)}, expected ${wanted(expect)}`;
}

/** Since when a {@link Assertion} of kind `within` no longer holds, in Unix seconds; `undefined` for others. */
export function holdsUntil({ path, expect }: Assertion, json: unknown): number | undefined {
  if (!("within" in expect)) return undefined;
  const located = valueAt(path, json);
  const time = "value" in located ? unixTime(located.value) : undefined;
  return time === undefined ? undefined : time + seconds(expect.within);
}

type Expectation = Exclude<Assertion["expect"], { readonly within: string }>;

function meets(expect: Expectation, value: unknown): boolean {
  if ("equals" in expect) return value === expect.equals;
  if ("oneOf" in expect) return expect.oneOf.some((one) => value === one);
  if ("includes" in expect) return Array.isArray(value) && expect.includes.every((one) => value.includes(one));
  if ("exists" in expect) return value !== null;
  if ("empty" in expect) return isEmpty(value);
  if ("atLeast" in expect) return typeof value === "number" && value >= expect.atLeast;
  if ("greaterThan" in expect) return typeof value === "number" && value > expect.greaterThan;
  return typeof value === "string" && new RegExp(utcTime).test(value);
}

/** What jq calls length 0: no items, no keys, no characters, and the number 0 (a count of nothing). */
function isEmpty(value: unknown): boolean {
  if (value === null || typeof value === "boolean") return false;
  return value === 0 || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
}

function wanted(expect: Expectation): string {
  if ("equals" in expect) return shown(expect.equals);
  if ("oneOf" in expect) return `one of ${expect.oneOf.map(shown).join(", ")}`;
  if ("includes" in expect) return `a list with ${expect.includes.map(shown).join(", ")}`;
  if ("exists" in expect) return "a value";
  if ("empty" in expect) return "it to be empty";
  if ("atLeast" in expect) return `at least ${expect.atLeast}`;
  if ("greaterThan" in expect) return `more than ${expect.greaterThan}`;
  return "a UTC time such as 2025-10-15T09:00:00Z";
}

function ageFault(path: string, value: unknown, most: number, text: string, now: number): string | undefined {
  const time = unixTime(value);
  if (time === undefined) return `${path} is ${value === null ? "not there" : shown(value)}, expected a UTC time at most ${text} old`;
  const age = now - time;
  if (age < -clockSkew)
    return `${path} is ${String(value)}, ${span(-age)} ahead of now, expected a time that has come, at most ${text} old`;
  return age <= most ? undefined : `${path} is ${String(value)}, ${span(age)} old, expected at most ${text}`;
}

/** Whole seconds, as jq counts them. */
function unixTime(value: unknown): number | undefined {
  if (typeof value !== "string" || !new RegExp(utcTime).test(value)) return undefined;
  const time = Date.parse(value.replace(/\.\d+/, ""));
  return Number.isFinite(time) ? time / 1000 : undefined;
}

function span(length: number): string {
  return formatDuration(Math.max(1, Math.floor(length)));
}
