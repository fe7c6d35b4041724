import { expect, test } from "vitest";
import { promqlRegexp } from "../../../src/verify/checks/promql-regexp.ts";
import { alert, folderWith, said, type Parts } from "../ramp.ts";

const cases: Readonly<Record<string, readonly [parts: Parts, reports: readonly object[]]>> = {
  "what is sound is left alone": [
    { ...alert('up{job=~"a|b",pod=~"x-.*",path!~"/health.*|/ready"} == 0'), panels: ['up{job=~"$job"}', 'up{job=~"${job:regex}"}'] },
    [],
  ],
  invalid: [
    alert('up{job=~"("} == 0'),
    [
      {
        severity: "error",
        message: 'Alert "A": the regular expression of job=~"(" is invalid: a ( is not closed',
        hint: "correct it; Prometheus takes the syntax of RE2",
      },
    ],
  ],
  lookahead: [
    alert('up{job=~"(?!a).*"} == 0'),
    [
      {
        severity: "error",
        message:
          'Alert "A": the regular expression of job=~"(?!a).*" is invalid: "(?!a" is not of RE2: it has no lookaround and no conditions',
        hint: "correct it; Prometheus takes the syntax of RE2",
      },
    ],
  ],
  "a plain word": [
    alert('up{job=~"shop"} == 0'),
    [{ message: 'Alert "A": job=~"shop" has no use for a regular expression', hint: 'write job="shop"' }],
  ],
  "not a plain word": [
    alert('up{job!~"shop"} == 0'),
    [{ message: 'Alert "A": job!~"shop" has no use for a regular expression', hint: 'write job!="shop"' }],
  ],
  anchors: [
    alert('up{job=~"^shop.*$"} == 0'),
    [
      {
        message: 'Alert "A": the anchors of job=~"^shop.*$" do nothing: a matcher always holds for the whole value',
        hint: "remove ^ and $",
      },
    ],
  ],
  everything: [alert('up{job=~".*"} == 0'), [{ message: 'Alert "A": job=~".*" matches everything', hint: "remove the matcher" }]],
  "in a panel": [
    { panels: ['up{job=~"[z-a]"}'] },
    [
      {
        severity: "error",
        message: 'Panel "Panel 1": the regular expression of job=~"[z-a]" is invalid: "z-a" is the wrong way round',
        hint: "correct it; Prometheus takes the syntax of RE2",
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [parts, reports]) => {
  expect(said(promqlRegexp.check(folderWith(parts)))).toEqual(reports);
});
