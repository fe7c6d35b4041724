import { describe, expect, test } from "vitest";
import { createContext, type Context } from "../../../src/compile/context.ts";
import { closureProblems } from "../../../src/compile/closure/closure-problems.ts";
import { signalLimits } from "../../../src/compile/dashboard/signal-limits.ts";
import { builtIn } from "../../../src/compile/generators/index.ts";
import { runbook } from "../../../src/compile/generators/runbook.ts";
import { limitWords } from "../../../src/compile/observability/limit.ts";
import { power } from "../../../src/compile/power/power.ts";
import { checkRollout } from "../../../src/model/check-rollout.ts";
import { readTemplates } from "../../../src/project/read-templates.ts";
import { objectives } from "../../cases/objectives.ts";

const templates = readTemplates(new URL("../../..", import.meta.url).pathname);
const ladder = objectives.rollout.ladders["production"];
if (ladder === undefined) throw new Error("expected a ladder");
const context: Context = createContext({
  ...objectives,
  ladder,
  stage: "canary",
  ledger: [],
  definition: "rollouts/objectives.ts",
  template: (name) => templates.get(name) ?? "",
});

describe("a gate on the pace of an error budget", () => {
  test.each([
    [
      "budget",
      {
        hold: "above 0.1 % (1x the pace of the error budget)",
        rollback: "above 1.44 % (14.4x the pace of the error budget)",
        withinHold: 'variant:errors:ratio_rate5m{environment="production",rollout="objectives",variant="candidate"} <= bool 0.001',
        withinRollback:
          'clamp_max((variant:errors:ratio_rate5m{environment="production",rollout="objectives",variant="candidate"} <= bool 0.0144) + (variant:errors:ratio_rate1h{environment="production",rollout="objectives",variant="candidate"} <= bool 0.0144), 1)',
      },
    ],
    [
      "match-budget",
      {
        hold: "below 98 % (2x the pace of the error budget)",
        rollback: "below 94 % (6x the pace of the error budget)",
        withinRollback:
          'clamp_max((rollout:matches:ratio_rate30m{environment="production",rollout="objectives"} >= bool 0.94) + (rollout:matches:ratio_rate6h{environment="production",rollout="objectives"} >= bool 0.94), 1)',
      },
    ],
    ["old-budget", { rollback: undefined, withinRollback: undefined }],
  ])("asks for its limits by amounts: %s", (gate, query) => {
    expect(context.observability.gates.get(gate)).toMatchObject(query);
  });

  test("records its windows once, beside the signal's own", () => {
    const records = context.observability.records.map(({ record, labels }) => `${record} ${labels["variant"] ?? "-"}`);
    expect(records.filter((name) => name.includes("ratio_rate"))).toEqual([
      "variant:errors:ratio_rate5m baseline",
      "variant:errors:ratio_rate5m candidate",
      "rollout:matches:ratio_rate5m -",
      "variant:errors:ratio_rate1h candidate",
      "rollout:matches:ratio_rate30m -",
      "rollout:matches:ratio_rate6h -",
    ]);
  });

  test("gives its limits to alerts, in both windows where it has them", () => {
    const alert = (name: string) => context.observability.alerts.find((one) => one.alert === name)?.expr;
    expect(alert("BudgetBurns")).toMatch(
      /^variant:errors:ratio_rate5m\{.*\} > 0\.0144 and variant:errors:ratio_rate1h\{.*\} > 0\.0144 and on/,
    );
    expect(alert("BudgetGoes")).toMatch(/^variant:errors:ratio_rate5m\{.*\} > 0\.001 and on/);
    expect(alert("MatchesBurn")).toMatch(/ratio_rate30m\{.*\} < 0\.94 and .*ratio_rate6h\{.*\} < 0\.94/);
  });

  test("stands in the dashboard as lines", () => {
    expect(signalLimits(objectives.rollout, "errors").map(({ of, role, limit }) => `${of} ${role} ${limitWords(limit)}`)).toEqual([
      "budget hold above 0.1 % (1x the pace of the error budget)",
      "budget rollback above 1.44 % (14.4x the pace of the error budget)",
      "old-budget hold above 0.1 % (1x the pace of the error budget)",
    ]);
  });

  test("stands in the runbook with objective, paces and windows", () => {
    const page = runbook.generate(context)[0]?.content ?? "";
    expect(page).toContain("- **Objective:** 99.9 % over 30d");
    expect(page).toContain("- **Do not advance while:** above 0.1 % (1x the pace of the error budget)");
    expect(page).toContain(
      "- **Roll back when:** above 1.44 % (14.4x the pace of the error budget) over 1h and over 5m at once, for 5m without a break",
    );
    expect(page).toContain("- **Roll back when:** below 94 % (6x the pace of the error budget) over 6h and over 30m at once,");
  });

  test("is told beforehand what it can detect", () => {
    const environment = { ...objectives.environment, expectedTraffic: { shop: { requests: "40/s", errors: "0.02 %" } } };
    const [, stage] = power({ ...context, environment });
    expect(stage?.gates.find(({ gate }) => gate === "budget")).toMatchObject({
      limit: "above 0.1 % (1x the pace of the error budget)",
      enough: true,
    });
  });

  test("agrees with itself in everything that is generated", () => {
    const artifacts = builtIn.filter((generator) => generator.applies(context)).flatMap((generator) => generator.generate(context));
    expect(closureProblems(context, artifacts)).toEqual([]);
  });
});

describe("is refused", () => {
  const refused = (change: object, signal: object = {}, hold = "24h") => {
    const { rollout } = objectives;
    const { problems } = checkRollout({
      ...rollout,
      signals: { ...rollout.signals, errors: { ...rollout.signals["errors"], ...signal } },
      gates: { ...rollout.gates, budget: { ...rollout.gates["budget"], ...change } },
      ladders: { production: { stages: ladder.stages.map((stage) => (stage.name === "canary" ? { ...stage, hold } : stage)) } },
    });
    return problems.map(({ path, message }) => `${path.replace("gates.budget.", "")}: ${message}`);
  };

  test.each([
    ["without an objective", refused({}, { objective: undefined }), 'signal: burns the budget of signal "errors", which has no objective'],
    [
      "without a budget",
      refused({}, { objective: { share: "100 %" } }),
      'signal: burns the budget of signal "errors", whose objective of 100 % leaves none',
    ],
    ["when it goes back before it holds", refused({ hold: { above: "20x" } }), "rollback: would go back at 14.4x before it holds at 20x"],
    [
      "with windows the wrong way round",
      refused({ rollback: { above: "14.4x", long: "5m", short: "1h" } }),
      "rollback.short: is 1h, no shorter than the long window (5m)",
    ],
    [
      "with a window that no stage is long enough for",
      refused({}, {}, "30m"),
      'rollback.long: is 1h, longer than stage "canary" of "production" holds (30m)',
    ],
  ])("%s", (_, told, words) => {
    expect(told).toContain(words);
  });
});
