import { expect, test } from "vitest";
import { promqlCounter } from "../../../src/verify/checks/promql-counter.ts";
import { alert, record, folderWith, said, type Parts } from "../ramp.ts";

const cases: Readonly<Record<string, readonly [parts: Parts, reports: readonly object[]]>> = {
  "what is sound is left alone": [
    {
      ...record("rate(http_requests_total[5m])"),
      panels: [
        "rate(http_request_duration_seconds_bucket[5m])",
        "delta(sessions[5m])",
        "absent(http_requests_total)",
        "count(http_requests_total)",
        "rate(other_things_total[5m])",
      ],
    },
    [],
  ],
  "a rate of a gauge": [
    record("rate(sessions[5m])"),
    [
      {
        message: 'Record "a:b:c": rate() is for counters, but "sessions" is declared as a gauge',
        hint: "use delta() or deriv(), or the value itself",
      },
    ],
  ],
  "a rate of something unknown": [
    record("increase(things[5m])"),
    [
      {
        severity: "warning",
        message: 'Record "a:b:c": increase() is for counters, but "things" is neither declared as a counter nor named like one',
        hint: 'declare it in metrics with type: "counter", or use delta() if it can fall',
      },
    ],
  ],
  "a slope of a counter": [
    record("deriv(http_requests_total[5m])"),
    [
      {
        message:
          'Record "a:b:c": deriv() is for gauges, but "http_requests_total" is declared as a counter: each restart would count as a fall',
        hint: "use rate() or increase()",
      },
    ],
  ],
  "a counter as it is": [
    alert("sum(http_requests_total) > 100"),
    [
      {
        severity: "warning",
        message: 'Alert "A": the counter "http_requests_total" is read as it is, which says only how long the process has run',
        hint: "put it into rate() or increase()",
      },
    ],
  ],
};

test.each(Object.entries(cases))("%s", (_, [parts, reports]) => {
  expect(said(promqlCounter.check(folderWith(parts)))).toEqual(reports);
});
