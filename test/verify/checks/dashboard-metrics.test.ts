import { expect, test } from "vitest";
import { dashboardMetrics } from "../../../src/verify/checks/dashboard-metrics.ts";
import type { Edits } from "../checkout.ts";
import { rampFolder } from "../ramp.ts";

const file = "dist/production/ramp/dashboard.json";

const cases: Readonly<Record<string, readonly [edits: Edits, reports: readonly object[]]>> = {
  "what is rendered asks for what there is": [{}, []],
  "a metric that nobody has": [
    {
      "dashboard.json":
        '{"panels":[{"id":1,"type":"stat","title":"A","targets":[{"expr":"nginx_ingress_controller_canary_weight or vector(0)"},{"expr":"sum(rate(http_request_total[5m]))"},{"expr":"ALERTS"}]}]}',
    },
    [
      {
        message:
          'Panel "A": "nginx_ingress_controller_canary_weight" is asked for, but no rule records it and the rollout does not declare it',
        hint: "declare it in metrics, or ask for something else",
        file,
        path: ["panels", 0, "targets", 0, "expr"],
      },
      {
        message: 'Panel "A": "http_request_total" is asked for, but no rule records it and the rollout does not declare it',
        hint: 'did you mean "http_requests_total"?',
        file,
        path: ["panels", 0, "targets", 1, "expr"],
      },
    ],
  ],
  "parts of histograms that are declared": [
    { "dashboard.json": '{"panels":[{"id":1,"type":"stat","title":"A","targets":[{"expr":"judge_score_sum / judge_score_count"}]}]}' },
    [],
  ],
};

test.each(Object.entries(cases))("%s", (_, [edits, reports]) => {
  expect([...dashboardMetrics.check(rampFolder(edits))]).toEqual(reports);
});
