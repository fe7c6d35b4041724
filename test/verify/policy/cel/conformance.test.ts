import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { tests as conformance } from "@bufbuild/cel-spec/testdata/conformance.js";
import { compile } from "../../../../src/verify/policy/cel/compile.ts";
import { equal } from "../../../../src/verify/policy/cel/equality.ts";
import { CompileFault } from "../../../../src/verify/policy/cel/fault.ts";
import { formatType } from "../../../../src/verify/policy/cel/type.ts";
import { mapKey, uint, type MapKey, type Value } from "../../../../src/verify/policy/cel/value.ts";
import { isRecord } from "../../../../src/verify/policy/is-record.ts";
import { newest } from "./evaluate-text.ts";

interface Case {
  readonly name: string;
  readonly text: string;
  /** The value, or nothing where the expression must fail. */
  readonly wanted: Value | undefined;
  /** The type that the reference implementation infers, where it does. */
  readonly type: string | undefined;
}

const cases = casesOf(conformance, "").toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** Where we differ from the specification's own suite, on purpose: by the expression and what we answer. */
const differences: Readonly<Record<string, (text: string, answer: Value | Error) => boolean>> = {
  "the API server checks types before it evaluates, and lists and maps hold one type": (_, answer) =>
    answer instanceof CompileFault && /^(expected type|found no matching overload|undeclared reference)/.test(answer.message),
  "a name in backticks, an optional entry of a literal, raw bytes and a number that starts with a point are not read": (text, answer) =>
    answer instanceof CompileFault && answer.message.startsWith("syntax error") && /`|[[{,]\s*\?|\bb[rR]['"]|(^|\s)\.\d/.test(text),
  "bytes with characters beyond ASCII are refused": (text, answer) => answer instanceof CompileFault && /b'.*[^\0-\x7f].*'/.test(text),
  "format is that of Kubernetes, which is older: doubles in English, lists and maps as they are written": (text) =>
    /%[-.\d]*[defs]/.test(text) && text.includes("format"),
  "a field of a value that has none is absent, as in an API server": (text) => /\.invalid\.hasValue\(\)|\.absent\.hasValue\(\)/.test(text),
  "a search from beyond the end finds nothing, as cel-go has it": (text) => /ndexOf\('a', 30\)/.test(text),
};

const outcomes = cases.map(({ name, text, wanted, type }) => {
  const { answer, inferred } = answerTo(text);
  const agrees = wanted === undefined ? answer instanceof Error : !(answer instanceof Error) && same(answer, wanted);
  const excuses = agrees ? [] : Object.keys(differences).filter((reason) => differences[reason]?.(text, answer) === true);
  return { name, text, answer, agrees, excuses, inferred, type };
});

describe("The specification's own suite", () => {
  test("is run, but for messages, containers and libraries that Kubernetes has not", () => {
    expect(cases.length).toBeGreaterThan(1200);
    expect(outcomes.filter(({ agrees }) => agrees).length / cases.length).toBeGreaterThan(0.9);
  });

  test("has no other result than ours where no difference is named", () => {
    expect(
      outcomes
        .filter(({ agrees, excuses }) => !agrees && excuses.length === 0)
        .map(({ name, text, answer }) => `${name}: ${text} gives ${inspect(answer)}`),
    ).toEqual([]);
  });

  test("infers the same types", () => {
    const wrong = outcomes.filter(
      ({ agrees, inferred, type }) => agrees && type !== undefined && inferred !== undefined && inferred !== type,
    );
    // Without hint the reference narrows an empty optional by what is used in its place; both are right.
    expect(wrong.map(({ name }) => name)).toEqual(["/optionals/optionals/optional_chaining_5"]);
  });

  test.each(Object.keys(differences))("differs because %s", (reason) => {
    expect(outcomes.some(({ excuses }) => excuses.includes(reason))).toBe(true);
  });
});

function answerTo(text: string): { readonly answer: Value | Error; readonly inferred: string | undefined } {
  try {
    const compiled = compile(text, { library: newest, variables: [] });
    const inferred = formatType(compiled.type);
    try {
      return { answer: compiled.evaluate({}, { left: 1_000_000 }), inferred };
    } catch (error) {
      return { answer: asError(error), inferred };
    }
  } catch (error) {
    return { answer: asError(error), inferred: undefined };
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function same(left: Value, right: Value): boolean {
  return equal(left, right) || (Number.isNaN(left) && Number.isNaN(right));
}

function casesOf(suite: unknown, path: string): readonly Case[] {
  if (!isRecord(suite)) return [];
  const own = list(suite["tests"]).flatMap((entry) => {
    const original = isRecord(entry) ? entry["original"] : undefined;
    if (!isRecord(entry) || !isRecord(original) || isForeign(original)) return [];
    const type = entry["type"];
    return [
      {
        name: `${path}/${String(original["name"])}`,
        text: String(original["expr"]),
        wanted: original["evalError"] !== undefined ? undefined : isRecord(original["value"]) ? valueOf(original["value"]) : true,
        type:
          typeof type === "string"
            ? type.replaceAll(/\b(timestamp|duration)\b/g, (word) =>
                word === "timestamp" ? "google.protobuf.Timestamp" : "google.protobuf.Duration",
              )
            : undefined,
      },
    ];
  });
  return [...own, ...list(suite["suites"]).flatMap((inner) => (isRecord(inner) ? casesOf(inner, `${path}/${String(inner["name"])}`) : []))];
}

/** Needs protocol buffers, a container or a library that Kubernetes does not have. */
function isForeign(original: Readonly<Record<string, unknown>>): boolean {
  const needs = ["container", "typeEnv", "bindings", "checkOnly", "typedResult"].some((field) => original[field] !== undefined);
  const text = String(original["expr"]);
  return (
    needs ||
    JSON.stringify(original).includes("TestAllTypes") ||
    /cel\.(block|bind|index|iter)|math\.|base64|google\.protobuf\.(?!Time|Dur)|\.\w*proto\./.test(text)
  );
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A value as the suite writes it. */
function valueOf(written: Readonly<Record<string, unknown>>): Value {
  const [[kind, value] = ["", undefined]] = Object.entries(written);
  switch (kind) {
    case "int64Value":
      return BigInt(String(value));
    case "uint64Value":
      return uint(BigInt(String(value)));
    case "doubleValue":
      return Number(value);
    case "stringValue":
      return String(value);
    case "boolValue":
      return value === true;
    case "nullValue":
      return null;
    case "bytesValue":
      return Uint8Array.from(Buffer.from(String(value), "base64"));
    case "typeValue":
      return { kind: "type", name: String(value) };
    case "listValue":
      return list(isRecord(value) ? value["values"] : []).map((item) => valueOf(isRecord(item) ? item : {}));
    case "mapValue": {
      const map = new Map<MapKey, Value>();
      for (const entry of list(isRecord(value) ? value["entries"] : [])) {
        if (!isRecord(entry) || !isRecord(entry["key"]) || !isRecord(entry["value"])) continue;
        map.set(mapKey(valueOf(entry["key"])) ?? "", valueOf(entry["value"]));
      }
      return map;
    }
    default:
      throw new Error(`unknown value ${kind}`);
  }
}
