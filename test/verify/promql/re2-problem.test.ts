import { describe, expect, test } from "vitest";
import { re2Problem } from "../../../src/verify/promql/re2-problem.ts";

test.each([
  "",
  "a|b",
  "(?i)a+?",
  "[[:alpha:]-]",
  "[]a]",
  "[^]]",
  "\\d\\pL\\p{Greek}\\x{10FFFF}",
  "a{2,3}",
  "a{,3}",
  "\\Q(\\E",
  "(?P<a>b)(?<c>d)",
  "(?s-i:.)",
  "x*|",
  "\\.",
])("%s is of RE2", (pattern) => {
  expect(re2Problem(pattern)).toBeUndefined();
});

const problems: Readonly<Record<string, string>> = {
  "(": "a ( is not closed",
  ")": "a ) closes nothing",
  "[a": "a [ is not closed",
  "*a": 'nothing stands before "*" that it could repeat',
  "a**": 'nothing stands before "*" that it could repeat',
  "a{3,2}": '"{3,2}" has its counts the wrong way round',
  "a{1001}": '"{1001}" repeats more than 1000 times',
  "(?=a)": '"(?=a" is not of RE2: it has no lookaround and no conditions',
  "(a)\\1": '"\\1" refers to a group, which RE2 cannot',
  "\\y": '"\\y" is no escape of RE2',
  "[\\y]": '"\\y" is no escape of RE2',
  "a\\": "a backslash stands at the end",
  "\\Qa": "\\Q has no \\E",
  "[b-a]": '"b-a" is the wrong way round',
  "[[:letters:]]": '"[:letters:]" is no class of RE2',
  "(?P<a>b)(?P<a>c)": 'the group "a" is named twice',
};

describe("says what is wrong with", () => {
  test.each(Object.entries(problems))("%s", (pattern, problem) => expect(re2Problem(pattern)).toBe(problem));
});
