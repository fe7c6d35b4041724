import { example } from "./example.ts";
import { alertCommon, metrics } from "./metrics.ts";

const requests = { metric: "http_requests_total" } as const;

/** Error budgets: of errors and of good answers, paging and ticketing, on a ladder whose shortest hold is 48 hours. */
export const burnRates = example("burn-rates", {
  metrics,
  signals: {
    errors: {
      kind: "ratio",
      title: "Error rate",
      numerator: { ...requests, where: { code: { startsWith: "5" } } },
      denominator: requests,
      objective: { share: "99.9 %" },
    },
    matches: {
      kind: "ratio",
      title: "Match rate",
      variants: "none",
      worse: "lower",
      numerator: { metric: "comparisons_total", where: { result: "match" } },
      denominator: { metric: "comparisons_total" },
      window: "30m",
      record: { none: "shop:match_rate" },
      objective: { share: "99 %", period: "28d" },
    },
  },
  alerts: {
    ErrorBudgetPage: { when: { kind: "burn-rate", signal: "errors" }, ...alertCommon, for: "2m" },
    ErrorBudgetTicket: {
      when: { kind: "burn-rate", signal: "errors", minimumSamples: 100, minimumFailures: 50 },
      ...alertCommon,
      severity: "warning",
      action: "pause",
    },
    BaselineBudgetPage: { when: { kind: "burn-rate", signal: "errors", variant: "baseline" }, ...alertCommon },
    MatchBudgetPage: { when: { kind: "burn-rate", signal: "matches", minimumSamples: 0, minimumFailures: 0 }, ...alertCommon },
  },
});
