import { describe, expect, test } from "vitest";
import { compile } from "../../../../src/verify/policy/cel/compile.ts";
import { CompileFault } from "../../../../src/verify/policy/cel/fault.ts";
import { libraryOf } from "../../../../src/verify/policy/cel/library.ts";
import * as t from "../../../../src/verify/policy/cel/type.ts";

const variables = [
  { name: "object", type: t.dyn },
  { name: "names", type: t.listOf(t.string) },
  { name: "counts", type: t.mapOf(t.string, t.int) },
  { name: "request", type: { kind: "struct", name: "Request", fields: new Map([["name", t.string]]) } as const },
];

function typeOf(text: string): string {
  return t.formatType(compile(text, { library: libraryOf(99), variables }).type);
}

function faultOf(text: string): string | undefined {
  try {
    typeOf(text);
    return undefined;
  } catch (error) {
    return error instanceof CompileFault ? error.message : undefined;
  }
}

describe("The type of an expression", () => {
  const types: Readonly<Record<string, string>> = {
    "object.spec.flag": "dyn",
    "object.spec.flag == true": "bool",
    "names.map(n, n.size())": "list(int)",
    "names.filter(n, n != '')": "list(string)",
    "counts.map(k, counts[k])": "list(int)",
    "names[0]": "string",
    "counts['a'] + 1": "int",
    "request.name": "string",
    "[]": "list(dyn)",
    "{'a': [1]}": "map(string, list(int))",
    "object.?a": "optional_type(dyn)",
    "names[?0]": "optional_type(string)",
    "names[?0].orValue('')": "string",
    "object.a + object.b": "dyn",
    "object.a.size()": "int",
    "object.list.sum()": "dyn",
    "true ? object.a : 'x'": "dyn",
    "true ? [] : ['x']": "list(string)",
    "type(1)": "type(int)",
    "timestamp('2026-11-20T09:00:00Z')": "google.protobuf.Timestamp",
    "quantity('1')": "kubernetes.Quantity",
    "[1, 2].map(x, [x])": "list(list(int))",
    "[3].transformMap(i, v, string(v))": "map(int, string)",
    "dyn(1)": "dyn",
  };
  test.each(Object.entries(types))("%s is %s", (text, type) => {
    expect(typeOf(text)).toBe(type);
  });
});

describe("What does not compile", () => {
  const faults: Readonly<Record<string, string>> = {
    absent: "undeclared reference to 'absent'",
    "object.a.foo()": "undeclared reference to 'foo'",
    "1 + 'a'": "found no matching overload for '_+_' applied to '(int, string)'",
    "names + counts": "found no matching overload for '_+_' applied to '(list(string), map(string, int))'",
    "names == counts": "found no matching overload for '_==_' applied to '(list(string), map(string, int))'",
    "names[0] == 1": "found no matching overload for '_==_' applied to '(string, int)'",
    "'a' in counts['a']": "found no matching overload for '@in' applied to '(string, int)'",
    "names.all(n, n)": "expected type 'bool' but found 'string'",
    "names.all(n.x, true)": "syntax error: all(var, predicate) invalid predicate iteration variable",
    "names.all(n, m == '')": "undeclared reference to 'm'",
    "names.map(names, names, true, 1)": "undeclared reference to 'map'",
    "1.all(x, true)": "expression of type 'int' cannot be range of a comprehension (must be list, map, or dynamic)",
    "names.all(a, a, true)": "duplicate variable name: a",
    "request.absent": "undefined field 'absent'",
    "'text'.field": "type 'string' does not support field selection",
    "has(object)": "invalid argument to has() macro",
    "has(object['a'])": "invalid argument to has() macro",
    "true && 1": "expected type 'bool' but found 'int'",
    "1 ? 2 : 3": "found no matching overload for '_?_:_' applied to '(int, int, int)'",
    "object.?a == 1": "found no matching overload for '_==_' applied to '(optional_type(dyn), int)'",
    "['a', object.b]": "expected type 'string' but found 'dyn'",
    "[1, 2.0]": "expected type 'int' but found 'double'",
    "'%d'.format(['a'])": 'formatting clause "d" cannot be used on string',
    "'%d %d'.format([1])": "index 1 out of range",
    "'%d'.format([1, 2])": "too many arguments supplied to string.format (expected 1, got 2)",
    "'%y'.format([1])": 'unrecognized formatting clause "y"',
    "object.a.matches('a(?=b)')": "error parsing regexp: invalid or unsupported Perl syntax: `(?=b)`",
    "object.a.matches('(a)\\\\1')": "error parsing regexp: invalid escape sequence: `\\1`",
    "object.a.find('a**')": "error parsing regexp: invalid nested repetition operator: `*`",
    "duration('1y') < duration('1h')": "invalid duration argument",
    "timestamp('2026-13-01T00:00:00Z') == object.a": "invalid timestamp argument",
    "9223372036854775808": "9223372036854775808 is out of the range of int",
    "quantity('1').sign() == 1": "found no matching overload for 'sign' applied to 'kubernetes.Quantity.()'",
    "object.": "syntax error: Expected IDENTIFIER, got EOF",
    package: "syntax error: Reserved identifier: package",
    "optional.of(1).optMap(x.y, 1)": "optMap() variable name must be a simple identifier",
  };
  test.each(Object.entries(faults))("%s: %s", (text, message) => {
    expect(faultOf(text)).toBe(message);
  });
});
