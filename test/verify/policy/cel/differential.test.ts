import {
  celMethod,
  CelScalar,
  isCelError,
  isCelList,
  isCelMap,
  isCelType,
  isCelUint,
  listType,
  run,
  type CelInput,
  type CelValue,
} from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { equal } from "../../../../src/verify/policy/cel/equality.ts";
import { isRecord } from "../../../../src/verify/policy/is-record.ts";
import { mapKey, uint, type MapKey, type Value } from "../../../../src/verify/policy/cel/value.ts";
import { evaluateText } from "./evaluate-text.ts";

/** What the expressions are evaluated on. */
const variables = {
  object: {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: {
      name: "checkout-canary",
      namespace: "shop",
      labels: { "app.kubernetes.io/managed-by": "rampart", "rampart.dev/rollout": "checkout" },
      annotations: { "nginx.ingress.kubernetes.io/canary": "true", "nginx.ingress.kubernetes.io/canary-weight": "25" },
    },
    spec: {
      replicas: 3,
      ratio: 0.25,
      paused: false,
      missing: null,
      rules: [
        { host: "a.example.com", paths: ["/", "/api"], weight: 90 },
        { host: "b.example.com", paths: ["/b"], weight: 10 },
      ],
      tls: [{ hosts: ["a.example.com"] }],
      empty: [],
      none: {},
      mixed: [1, "two", 3.5, true, null],
      // What `constructor` means to JavaScript must not matter.
      constructor: "plain",
      text: "Grüße, 世界 😀",
    },
  },
  params: { data: { most: "50", factor: "2.5", hosts: "example.com" } },
  list: [3, 1, 2],
  big: "9223372036854775807",
};

/** Expressions that both must answer alike, failures included. */
const agreed: readonly string[] = [
  // Access
  "object.kind",
  "object.metadata.labels['rampart.dev/rollout']",
  "object.metadata['name']",
  "object.spec.rules[0].host",
  "object.spec.rules[1].paths[0]",
  "object.spec.rules[2]",
  "object.spec.rules[-1]",
  "object.spec.absent",
  "object.spec.missing",
  "object.spec.missing.deeper",
  "object.spec['absent']",
  "object.spec.constructor",
  "object.spec.none.constructor",
  "object.spec.none.toString",
  "object.spec.mixed[1]",
  "object.spec.replicas[0]",
  "object.absent.deeper",
  // has
  "has(object.spec)",
  "has(object.spec.absent)",
  "has(object.spec.none.toString)",
  "has(object.spec.none.constructor)",
  "has(object.absent.deeper)",
  "has(object.metadata.labels) && 'rampart.dev/rollout' in object.metadata.labels",
  "has(object.spec.rules[0].host)",
  "has(object.spec.rules[0].absent)",
  "has(object.metadata['labels'].absent)",
  // Equality
  "object.spec == object.spec",
  "object.spec.rules == object.metadata.labels",
  "object.spec.rules[0] == object.spec.rules[1]",
  "object.spec.replicas == 3",
  "object.spec.replicas == 3.0",
  "object.spec.replicas != 3u",
  "object.spec.ratio == 0.25",
  "object.spec.missing == null",
  "object.spec.paused == false",
  "object.spec.paused == 'false'",
  "object.spec.mixed == [dyn(1), dyn('two'), dyn(3.5), dyn(true), dyn(null)]",
  "{'a': 1, 'b': 2} == {'b': 2, 'a': 1}",
  "{'a': 1} == {'a': 1, 'b': 2}",
  "[1, 2] == [2, 1]",
  "[] == []",
  "dyn([1]) == dyn([1.0])",
  "dyn({'a': [[1], [2]]}) == dyn({'a': [[1.0], [2.0]]})",
  "dyn('1') == dyn(1)",
  "dyn(null) == dyn(false)",
  "0.0 == -0.0",
  "double('NaN') == double('NaN')",
  "double('NaN') < 1.0",
  // Order
  "object.spec.replicas > 2",
  "object.spec.replicas >= 3.0",
  "object.spec.ratio < 1",
  "'a' < 'b'",
  "'a' < 'B'",
  "'é' > 'z'",
  "b'a' < b'ab'",
  "false < true",
  "object.kind < 'Z'",
  "object.kind < 1",
  "1u < 2u",
  // Arithmetic
  "1 + 2 * 3 - 4",
  "7 / 2",
  "-7 / 2",
  "7 % 3",
  "-7 % 3",
  "1 / 0",
  "1 % 0",
  "1.0 / 0.0",
  "-1.0 / 0.0",
  "9223372036854775807 + 1",
  "-9223372036854775808 - 1",
  "9223372036854775807 * 2",
  "-(-9223372036854775808)",
  "1u - 2u",
  "5u / 2u",
  "0.1 + 0.2",
  "1e308 * 10.0",
  "object.spec.replicas + 1",
  "object.spec.replicas * object.spec.rules[0].weight",
  "object.kind + 1",
  "object.kind + '!'",
  "object.spec.rules + object.spec.tls",
  "b'ab' + b'c'",
  "[1] + [2, 3]",
  "-object.spec.replicas",
  "!object.spec.paused",
  "!object.kind",
  // Logic
  "object.spec.paused || object.spec.replicas == 3",
  "object.spec.paused && object.absent",
  "object.absent && object.spec.paused",
  "true || object.absent",
  "object.absent || true",
  "object.absent || false",
  "object.absent && false",
  "object.absent && true",
  "object.kind == 'Ingress' ? object.spec.replicas : object.absent",
  "object.kind == 'Route' ? object.absent : 1",
  "object.kind ? 1 : 2",
  // Macros
  "object.spec.rules.all(r, r.host.endsWith('.example.com'))",
  "object.spec.rules.all(r, r.absent == 1)",
  "object.spec.rules.all(r, r.host == 'x' && r.absent == 1)",
  "object.spec.rules.exists(r, r.weight > 50)",
  "object.spec.rules.exists(r, r.absent || r.weight > 50)",
  "object.spec.rules.exists_one(r, r.weight > 50)",
  "object.spec.rules.exists_one(r, r.weight > 5)",
  "object.spec.rules.map(r, r.host)",
  "object.spec.rules.map(r, r.weight > 50, r.host)",
  "object.spec.rules.filter(r, r.weight > 50).map(r, r.paths)",
  "object.spec.rules.map(r, r.paths.map(p, r.host + p))",
  "object.metadata.labels.all(k, k.contains('.'))",
  "object.metadata.labels.exists(k, object.metadata.labels[k] == 'rampart')",
  "object.metadata.labels.filter(k, k.startsWith('rampart'))",
  "object.spec.empty.all(x, x)",
  "object.spec.empty.exists(x, x)",
  "object.spec.empty.exists_one(x, x)",
  "object.spec.mixed.filter(x, type(x) == string)",
  "object.spec.mixed.exists(x, x == 'two')",
  "object.spec.mixed.map(x, x == 1)",
  "list.map(x, list.map(y, x * y))",
  "list.map(x, x, x)",
  "list.filter(x, x)",
  "[1, 2, 3].all(x, x > 0)",
  "[[1], [2, 3]].map(l, l.size())",
  "object.kind.all(c, true)",
  "object.spec.replicas.exists(x, true)",
  // in, size
  "'a' in ['a', 'b']",
  "3 in list",
  "3.0 in list",
  "4 in list",
  "'two' in object.spec.mixed",
  "'name' in object.metadata",
  "'toString' in object.metadata",
  "1 in object.metadata",
  "'a' in object.kind",
  "size(object.spec.rules)",
  "object.spec.rules.size()",
  "size(object.metadata.labels)",
  "size(object.spec.text)",
  "object.spec.text.size()",
  "size(b'abc')",
  "size(1)",
  // Types and conversions
  "type(object.spec.replicas)",
  "type(object.spec.replicas) == int",
  "type(object.spec.ratio) == double",
  "type(object.spec.rules) == list",
  "type(object.spec) == map",
  "type(object.spec.missing) == null_type",
  "type(type(1)) == type",
  "int(object.metadata.annotations['nginx.ingress.kubernetes.io/canary-weight'])",
  "int(object.metadata.annotations['nginx.ingress.kubernetes.io/canary-weight']) <= int(params.data.most)",
  "int('abc')",
  "int(1.9)",
  "int(-1.9)",
  "int(1e19)",
  "int(big)",
  "int(5u)",
  "uint(3)",
  "uint(-1)",
  "uint('7')",
  "double(params.data.factor) * 2.0",
  "double(1)",
  "string(1)",
  "string(1.5)",
  "string(true)",
  "string(b'abc')",
  "string(object.spec.rules)",
  "bytes('é')",
  "bool('true')",
  "bool('TRUE')",
  "bool('yes')",
  "dyn(1) == 1",
  // Text
  "object.metadata.name.startsWith('checkout')",
  "object.metadata.name.endsWith('-canary')",
  "object.metadata.name.contains('out-')",
  "object.metadata.name.matches('^[a-z-]+$')",
  "object.metadata.name.matches('canary')",
  "object.spec.replicas.startsWith('3')",
  "object.metadata.name.charAt(0)",
  "object.metadata.name.indexOf('c')",
  "object.metadata.name.indexOf('c', 1)",
  "object.metadata.name.lastIndexOf('c')",
  "object.metadata.name.lastIndexOf('c', 3)",
  "object.metadata.name.substring(9)",
  "object.metadata.name.substring(0, 8)",
  "object.metadata.name.substring(8, 0)",
  "object.spec.text.substring(7, 9)",
  "object.metadata.name.replace('c', 'k')",
  "object.metadata.name.replace('c', 'k', 1)",
  "object.metadata.name.split('-')",
  "'a,b,c'.split(',', 0)",
  "'abc'.split('')",
  "['a', 'b'].join(', ')",
  "['a', 'b'].join()",
  "object.spec.rules.map(r, r.host).join(', ')",
  "'  a b \\n'.trim()",
  "'ÄbC'.lowerAscii()",
  "'ÄbC'.upperAscii()",
  "strings.quote('a \"b\" \\n')",
  "'%s is %d'.format(['a', 1])",
  "'%x'.format([255])",
  "'%X'.format(['hi'])",
  "'%b %o'.format([5, 8])",
  "'%d%%'.format([5])",
  "'%d'.format([])",
  // Literals
  '"a\\tb\\u00e9\\x41\\101"',
  "r'a\\tb'",
  "'''a\nb'''",
  "0x1F",
  "1e3",
  "{'a': 1}['a']",
  "{'a': 1}.b",
  "{1: 'a', 2: 'b'}[2]",
  "{true: 'yes'}[true]",
  "{'a': 1, 'a': 2}",
  "[1, 2, 3][1]",
  "[1, 2, 3][3]",
  // Time
  "timestamp('2026-11-20T09:00:00Z') < timestamp('2026-12-19T00:00:00+01:00')",
  "timestamp('2026-11-20T09:00:00Z').getDayOfWeek()",
  "timestamp('2026-11-20T09:00:00Z').getHours('Europe/Paris')",
  "timestamp('2026-11-20T09:00:00Z').getDate()",
  "timestamp('2026-11-20T09:00:00Z').getDayOfYear()",
  "timestamp('2026-11-20T09:00:00Z') - timestamp('2026-11-19T08:00:00Z') > duration('24h')",
  "timestamp('2026-11-20T09:00:00.5Z').getMilliseconds()",
  "duration('1h30m').getMinutes()",
  "duration('90s') == duration('1m30s')",
  "string(duration('1h'))",
  "string(timestamp('2026-11-20T10:00:00+01:00'))",
  "int(timestamp('1970-01-01T00:01:00Z'))",
];

/** Expressions that the other evaluates and we do not, or otherwise, with the reason. */
const differing: Readonly<Record<string, string>> = {
  "1 == 1.0": "an API server refuses to compare types that differ for sure",
  "1 + 1.0 == 2.0 || true": "an API server checks types before it evaluates",
  "'a' + 1 == 'b' || true": "an API server checks types before it evaluates",
  "[1, 'a']": "an API server refuses lists of several types",
  "{'a': 1, 'b': 'c'}": "an API server refuses maps of several types",
  "true ? 1 : 'a'": "both branches must have one type",
  "true || undeclared": "an API server refuses names that it does not know",
  "true || 1.foo()": "an API server refuses functions that it does not know",
  "true && 'yes' || true": "an API server refuses conditions that are not bool for sure",
  "'%f'.format([1234.5])": "Kubernetes prints doubles the English way: 1,234.500000",
  "'%s'.format([['a', 1.5]])": "Kubernetes prints lists as they are written",
  "'%s'.format([{'a': true}])": "Kubernetes prints maps as they are written",
  "'tacocat'.indexOf('a', 30)": "a search from beyond the end finds nothing",
  "timestamp('not a time') == timestamp('2026-11-20T09:00:00Z') || true": "an API server checks times that are written in the expression",
  "has(object.spec.missing)": "a field that is null is there",
  "'😀' > '\\uffff'": "text sorts by code points; the other sorts by halves of them",
  "int('')": "an empty text is no number",
  "int(' 1')": "a space is no part of a number",
  "double('abc')": "a word is no number",
  "matches(object.metadata.name, 'x+')": "the other has no such function",
  "object.spec.text.charAt(11)": "a character beyond U+FFFF is one; the other cuts it in halves",
  "'aaa'.replace('', '-')": "an empty text is found between all characters",
  "'a,b,c'.split(',', 2)": "the last piece holds all the rest",
  "'a'.matches('(') || true": "an API server checks patterns that are written in the expression",
};

/** Answers of both, `undefined` for a failure. */
function answers(text: string): readonly [ours: Value | undefined, theirs: Value | undefined] {
  return [ourAnswer(text), theirAnswer(text)];
}

function ourAnswer(text: string): Value | undefined {
  try {
    return evaluateText(text, variables);
  } catch {
    return undefined;
  }
}

/** The other has no `join`; its own conversion of a list to text stands for it. */
const joins = [
  celMethod("join", listType(CelScalar.STRING), [], CelScalar.STRING, function join() {
    return [...this].map(String).join("");
  }),
  celMethod("join", listType(CelScalar.STRING), [CelScalar.STRING], CelScalar.STRING, function join(separator) {
    return [...this].map(String).join(separator);
  }),
];

function theirAnswer(text: string): Value | undefined {
  try {
    const result = run(text, Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, input(value)])), {
      funcs: [...strings, ...(text.includes(".join(") ? joins : [])],
    });
    return isCelError(result) ? undefined : ours(result);
  } catch {
    return undefined;
  }
}

function input(value: unknown): CelInput {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(input);
  if (isRecord(value)) return new Map(Object.entries(value).map(([key, entry]) => [key, input(entry)]));
  throw new Error(`no input: ${inspect(value)}`);
}

function ours(value: CelValue): Value {
  if (value === null || typeof value !== "object") return value;
  if (value instanceof Uint8Array) return value;
  if (isCelUint(value)) return uint(value.value);
  if (isCelList(value)) return [...value].map(ours);
  if (isCelMap(value)) return new Map([...value].map(([key, entry]): [MapKey, Value] => [mapKey(ours(key)) ?? "", ours(entry)]));
  if (isCelType(value)) return { kind: "type", name: value.name };
  throw new Error("a message");
}

function same([left, right]: readonly [Value | undefined, Value | undefined]): boolean {
  if (left === undefined || right === undefined) return left === right;
  return equal(left, right) || (Number.isNaN(left) && Number.isNaN(right));
}

test("The corpus is large, and each expression stands once", () => {
  expect(new Set(agreed).size).toBe(agreed.length);
  expect(agreed.length).toBeGreaterThanOrEqual(150);
  expect(agreed.filter((text) => ourAnswer(text) !== undefined).length).toBeGreaterThan(150);
});

describe("An independent evaluator answers alike", () => {
  test.each(agreed)("%s", (text) => {
    const both = answers(text);
    expect(same(both), inspect(both)).toBe(true);
  });
});

describe("It answers otherwise on purpose", () => {
  test.each(Object.entries(differing))("%s: %s", (text) => {
    expect(same(answers(text))).toBe(false);
  });
});
