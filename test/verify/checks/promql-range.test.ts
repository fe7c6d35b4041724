import { expect, test } from "vitest";
import { promqlRange } from "../../../src/verify/checks/promql-range.ts";
import { record, folderWith, said, type Parts } from "../ramp.ts";

const cases: Readonly<Record<string, readonly [parts: Parts, reports: readonly object[]]>> = {
  "what is sound is left alone": [
    { ...record("rate(http_requests_total[1m])"), panels: ["rate(http_requests_total[$__rate_interval])", "max_over_time(up[30s])"] },
    [],
  ],
  "shorter than two scrapes": [
    record("rate(http_requests_total[45s])"),
    [
      {
        message:
          'Record "a:b:c": the range in "rate(http_requests_total[45s])" is shorter than two scrapes of 30s, so it can be without a result',
        hint: "make it at least 60s; 120s also survives a scrape that fails",
      },
    ],
  ],
  "shorter than a scrape": [
    record("max_over_time(up[15s])"),
    [
      {
        message: 'Record "a:b:c": the range in "max_over_time(up[15s])" is shorter than one scrape of 30s, so it can be without a result',
        hint: "make it at least 30s; 120s also survives a scrape that fails",
      },
    ],
  ],
  "over a recorded series": [
    {
      interval: "2m",
      rules: [
        { record: "a:b:c", expr: "up" },
        { record: "d:e:f", expr: "deriv(a:b:c[3m])" },
      ],
    },
    [
      {
        message: 'Record "d:e:f": the range in "deriv(a:b:c[3m])" is shorter than two evaluations of 120s, so it can be without a result',
        hint: "make it at least 240s; 480s also survives a evaluation that fails",
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [parts, reports]) => {
  expect(said(promqlRange.check(folderWith(parts)))).toEqual(reports);
});
