import { expect, test } from "vitest";
import { promqlSelector } from "../../../src/verify/checks/promql-selector.ts";
import { alert, folderWith, said, type Parts } from "../ramp.ts";

const cases: Readonly<Record<string, readonly [parts: Parts, reports: readonly object[]]>> = {
  "what is sound is left alone": [
    {
      rules: [
        { record: "a:b:c", expr: "sum(up)", labels: { rollout: "ramp", environment: "production" } },
        { alert: "A", expr: 'a:b:c{rollout="ramp",environment="production"} > 1' },
      ],
      panels: ["up", '{__name__="up"}'],
    },
    [],
  ],
  "without a name": [
    alert('sum({job="shop"}) > 1'),
    [
      {
        message: 'Alert "A": "{job="shop"}" names no metric, so it reads every series that has such labels',
        hint: "write the name of the metric before the braces",
      },
    ],
  ],
  "a name by regular expression": [
    alert('sum({__name__=~"up.*"}) > 1'),
    [
      {
        message: 'Alert "A": "{__name__=~"up.*"}" names no metric, so it reads every series that has such labels',
        hint: "write the name of the metric before the braces",
      },
    ],
  ],
  "alerts of another rollout": [
    { panels: ['ALERTS{rollout="ramp",environment="staging"}', 'ALERTS{rollout="ramp",environment="production"}'] },
    [
      {
        message:
          'Panel "Panel 1": "ALERTS{rollout="ramp",environment="staging"}" asks for alerts of environment "staging", which is not this one',
        hint: 'write environment="production"',
      },
    ],
  ],
  "of any rollout": [
    {
      rules: [{ record: "a:b:c", expr: "sum(up)", labels: { rollout: "ramp", environment: "production" } }],
      panels: ["a:b:c", 'a:b:c{rollout="ramp"}'],
    },
    [
      {
        message:
          'Panel "Panel 1": "a:b:c" also reads what other rollouts record under this name: it does not say which rollout and environment',
        hint: 'add rollout="ramp", environment="production"',
      },
      {
        message:
          'Panel "Panel 2": "a:b:c{rollout="ramp"}" also reads what other rollouts record under this name: it does not say which environment',
        hint: 'add environment="production"',
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [parts, reports]) => {
  expect(said(promqlSelector.check(folderWith(parts)))).toEqual(reports);
});
