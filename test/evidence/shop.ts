import { createContext, type Context } from "../../src/compile/context.ts";
import { example } from "../cases/example.ts";
import { metrics } from "../cases/metrics.ts";

const requests = { metric: "http_requests_total" } as const;
const evidence = { noData: "hold", minimumSamples: 100 } as const;

const parts = {
  metrics,
  signals: {
    errors: {
      kind: "ratio",
      title: "Error rate",
      numerator: { ...requests, where: { code: "500" } },
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
    },
    latency: { kind: "quantile", title: "Latency", histogram: { metric: "http_request_duration_seconds" }, quantile: 0.95 },
    score: { kind: "mean", title: "Score", histogram: { metric: "judge_score" }, worse: "lower" },
    sessions: { kind: "level", title: "Sessions", gauge: { metric: "sessions" }, worse: "lower" },
    bypasses: { kind: "increase", title: "Bypasses", counter: { metric: "login_bypass_total" } },
  },
  gates: {
    errors: { kind: "limit", title: "Few errors", ...evidence, signal: "errors", hold: { above: "0.1 %" }, rollback: { above: "1 %" } },
    matches: { kind: "limit", title: "Matches", ...evidence, signal: "matches", hold: { below: "99.9 %" } },
    "more-errors": { kind: "delta", title: "More errors", ...evidence, signal: "errors", hold: { above: "+0.5 pp" } },
    "times-errors": { kind: "delta", title: "Times errors", ...evidence, signal: "errors", hold: { above: "2x" } },
    budget: {
      kind: "objective",
      title: "Budget",
      ...evidence,
      signal: "errors",
      hold: { above: "2x" },
      rollback: { above: "14.4x", long: "30m", short: "5m" },
    },
    slower: { kind: "delta", title: "Slower", ...evidence, signal: "latency", hold: { above: "+10 %" }, rollback: { above: "2x" } },
    latency: { kind: "limit", title: "Latency", ...evidence, signal: "latency", hold: { above: "100ms" }, noData: "fail" },
    score: { kind: "comparison", title: "Score", ...evidence, signal: "score", otherwise: { below: "-1 %" } },
    "error-test": { kind: "comparison", title: "Errors", ...evidence, signal: "errors", otherwise: { above: "+0.5 pp" } },
    sessions: { kind: "limit", title: "Sessions", noData: "hold", signal: "sessions", hold: { below: 100 } },
    bypasses: {
      kind: "limit",
      title: "No bypass",
      noData: "hold",
      signal: "bypasses",
      hold: { above: 0 },
      rollback: { above: 0 },
      badStreak: "1m",
    },
    quiet: { kind: "alerts-quiet", title: "Quiet", severities: ["critical"], quietFor: "1h", noData: "hold" },
    people: { kind: "checklist", title: "People", items: [{ text: "Ask around." }, { text: "Done.", done: true }] },
    yes: { kind: "approval", title: "Yes", by: ["shop-team", "other-team"], count: 2 },
  },
  contacts: { "shop-team": { role: "Shop team" }, "other-team": { role: "Other team" } },
  alerts: {
    ShopErrors: {
      when: { kind: "gate", gate: "errors", limit: "rollback" },
      severity: "critical",
      action: "rollback",
      summary: "Too many errors.",
      response: "Go back.",
    },
  },
} as const;

/**
 * A rollout with a gate of every kind that series and people answer, and of
 * every signal that reads differently, at a stage of its ladder. The canary
 * holds for so long, and asks for these gates.
 */
export function shop(hold: string | undefined = "1h", gates: readonly string[] = Object.keys(parts.gates), stage = "canary"): Context {
  const stages = [
    { name: "before", title: "Before" },
    { name: "canary", title: "Canary", levers: { weight: 5 }, ...(hold === undefined ? {} : { hold }), gates },
    { name: "full", title: "All", levers: { weight: 100 } },
  ];
  const { rollout, environment } = example("shop", { ...parts, ladders: { production: { stages } } });
  const ladder = rollout.ladders["production"];
  if (ladder === undefined) throw new Error("expected a ladder");
  return createContext({ rollout, environment, ladder, stage, ledger: [], definition: "rollouts/shop.ts", template: () => "" });
}
