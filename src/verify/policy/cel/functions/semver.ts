import { EvaluationFault } from "../fault.ts";
import { int64 } from "../numbers.ts";
import * as t from "../type.ts";
import { aBool, anOpaque, aString, binary, unary, type Functions } from "../overload.ts";
import type { Opaque } from "../value.ts";
import { compareVersions, parseVersion, type Version } from "./semver-value.ts";

const name = "kubernetes.Semver";
const type = t.opaque(name);
const aVersion = anOpaque(name, read);

/** Semantic versions; with `true` as second argument, short ones and a leading `v` are understood. */
export const semver: Functions = {
  semver: [
    unary("global", aString, type, (text) => box(version(text, false))),
    binary("global", aString, aBool, type, (text, normalize) => box(version(text, normalize))),
  ],
  isSemver: [
    unary("global", aString, t.bool, (text) => parseVersion(text, false) !== undefined),
    binary("global", aString, aBool, t.bool, (text, normalize) => parseVersion(text, normalize) !== undefined),
  ],
  isGreaterThan: [binary("member", aVersion, aVersion, t.bool, (a, b) => compareVersions(a, b) > 0)],
  isLessThan: [binary("member", aVersion, aVersion, t.bool, (a, b) => compareVersions(a, b) < 0)],
  compareTo: [binary("member", aVersion, aVersion, t.int, (a, b) => BigInt(compareVersions(a, b)))],
  major: [unary("member", aVersion, t.int, ({ numbers }) => int64(numbers[0]))],
  minor: [unary("member", aVersion, t.int, ({ numbers }) => int64(numbers[1]))],
  patch: [unary("member", aVersion, t.int, ({ numbers }) => int64(numbers[2]))],
};

function version(text: string, normalize: boolean): Version {
  const value = parseVersion(text, normalize);
  if (value === undefined) throw new EvaluationFault(`"${text}" is no semantic version`);
  return value;
}

function read(data: object): Version | undefined {
  return "text" in data && typeof data.text === "string" ? parseVersion(data.text, false) : undefined;
}

function box(value: Version): Opaque {
  const equals = ({ data }: Opaque) => {
    const other = read(data);
    return other !== undefined && compareVersions(value, other) === 0;
  };
  return { kind: "opaque", type: name, data: value, equals };
}
