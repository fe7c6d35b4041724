import { describe, expect, test } from "vitest";
import { observe } from "../../../src/compile/observability/observe.ts";
import { contextsOf } from "../../cases/contexts.ts";
import { burnRates } from "../../cases/burn-rates.ts";
import { example } from "../../cases/example.ts";
import { alertCommon, metrics } from "../../cases/metrics.ts";

function withBudget(hold: string, objective: object, severity = "critical", environment = {}) {
  const requests = { metric: "http_requests_total" };
  return example(
    "budget",
    {
      metrics,
      signals: {
        errors: {
          kind: "ratio",
          title: "Errors",
          numerator: { ...requests, where: { code: "500" } },
          denominator: requests,
          objective,
          window: "10m",
        },
      },
      alerts: { Budget: { when: { kind: "burn-rate", signal: "errors" }, ...alertCommon, severity } },
      ladders: {
        production: {
          stages: [
            { name: "before", title: "Before", hold: "1m" },
            { name: "canary", title: "Canary", levers: { weight: 5 }, hold },
            { name: "full", title: "Full", levers: { weight: 100 } },
          ],
        },
      },
    },
    environment,
  );
}

function expressionOf(one: ReturnType<typeof withBudget>): string | undefined {
  return contextsOf(one)[0]?.observability.alerts.find(({ alert }) => alert === "Budget")?.expr;
}

const at = (window: string): string => `variant:errors:ratio_rate${window}{environment="production",rollout="budget",variant="candidate"}`;
const floor = (window: string): string =>
  `on () (sum(increase(http_requests_total{version="new"}[${window}])) >= 10) and on () (sum(increase(http_requests_total{code="500",version="new"}[${window}])) >= 5)`;

describe("burn-rate alerts", () => {
  test("page on two pairs of windows that both burn too fast", () => {
    expect(expressionOf(withBudget("48h", { share: "99.9 %" }))).toBe(
      `${at("5m")} > 0.0144 and ${at("1h")} > 0.0144 and ${floor("1h")} or ${at("30m")} > 0.006 and ${at("6h")} > 0.006 and ${floor("6h")}`,
    );
  });

  test("leave out windows that do not fit the shortest hold of a stage with traffic", () => {
    expect(expressionOf(withBudget("3h", { share: "99.9 %" }))).toBe(`${at("5m")} > 0.0144 and ${at("1h")} > 0.0144 and ${floor("1h")}`);
    expect(expressionOf(withBudget("48h", { share: "99.9 %" }, "warning"))).toBe(
      `${at("2h")} > 0.003 and ${at("1d")} > 0.003 and ${floor("1d")}`,
    );
  });

  test("leave out windows of less than two scrapes and factors that more than all requests would have to fail for", () => {
    expect(
      expressionOf(
        withBudget("48h", { share: "99.9 %" }, "critical", { prometheus: { url: "https://p.example.com", scrapeInterval: "4m" } }),
      ),
    ).toBe(`${at("30m")} > 0.006 and ${at("6h")} > 0.006 and ${floor("6h")}`);
    expect(expressionOf(withBudget("48h", { share: "90 %" }))).toBe(`${at("30m")} > 0.6 and ${at("6h")} > 0.6 and ${floor("6h")}`);
  });

  test.each([
    ["when no window fits the hold", withBudget("30m", { share: "99.9 %" }), '1h does not fit the 30m of stage "canary"'],
    ["when nothing can burn", withBudget("48h", { share: "100 %" }), "1h has no budget to burn"],
    ["when the budget is too large", withBudget("48h", { share: "50 %" }), "needs more than all requests to fail"],
    ["for severity info", withBudget("48h", { share: "99.9 %" }, "info"), 'got severity "info"'],
  ])("are refused %s", (_, one, reason) => {
    expect(() => contextsOf(one)).toThrow(reason);
  });

  test("turn around for shares of good events, with exact thresholds", () => {
    const page = contextsOf(burnRates)[0]?.observability.alerts.find(({ alert }) => alert === "MatchBudgetPage");
    expect(page?.expr).toContain('rollout:matches:ratio_rate1h{environment="production",rollout="burn-rates"} < 0.8656');
    expect(page?.expr).toContain('shop:match_rate{environment="production",rollout="burn-rates"} < 0.944');
  });

  test("record each further window once, and not the signal's own", () => {
    const [context] = contextsOf(burnRates);
    const names = context === undefined ? [] : observe(context).records.map(({ record, labels }) => `${record} ${labels["variant"] ?? ""}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name.startsWith("variant:errors:ratio_rate1h"))).toEqual([
      "variant:errors:ratio_rate1h candidate",
      "variant:errors:ratio_rate1h baseline",
    ]);
    expect(names).not.toContain("rollout:matches:ratio_rate30m ");
  });
});
