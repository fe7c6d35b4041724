import { example } from "./example.ts";
import { alertCommon, metrics } from "./metrics.ts";

const requests = { metric: "http_requests_total" } as const;
const evidence = { noData: "hold", minimumSamples: 1000 } as const;

/** Gates and alerts on the pace of error budgets: of errors and of good answers, of a side and of the whole service. */
export const objectives = example("objectives", {
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
      objective: { share: "99 %", period: "28d" },
    },
  },
  gates: {
    budget: { kind: "objective", title: "The budget lasts", ...evidence, signal: "errors", rollback: { above: "14.4x" } },
    "match-budget": {
      kind: "objective",
      title: "Matches last",
      ...evidence,
      signal: "matches",
      hold: { above: "2x" },
      rollback: { above: "6x", long: "6h", short: "30m" },
    },
    "old-budget": { kind: "objective", title: "The budget of the old one lasts", ...evidence, signal: "errors", variant: "baseline" },
  },
  alerts: {
    BudgetBurns: { when: { kind: "gate", gate: "budget", limit: "rollback" }, ...alertCommon, for: "2m" },
    BudgetGoes: { when: { kind: "gate", gate: "budget", limit: "hold" }, ...alertCommon, severity: "warning", action: "pause" },
    MatchesBurn: { when: { kind: "gate", gate: "match-budget", limit: "rollback" }, ...alertCommon },
  },
  readiness: { gates: ["budget", "match-budget"] },
  ladders: {
    production: {
      stages: [
        { name: "before", title: "Before" },
        { name: "canary", title: "Canary", levers: { weight: 10 }, hold: "24h", gates: ["budget", "match-budget", "old-budget"] },
        { name: "full", title: "All", levers: { weight: 100 } },
      ],
    },
  },
});
