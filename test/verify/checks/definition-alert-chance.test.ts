import { describe, expect, test } from "vitest";
import { alertChances } from "../../../src/compile/power/alert-chance.ts";
import { definitionAlertChance } from "../../../src/verify/checks/definition-alert-chance.ts";
import { alertCommon } from "../../cases/metrics.ts";
import { contextOf, definition, gate, measured, stages } from "../definitions.ts";

const shop = { expectedTraffic: { shop: { requests: "40/s", errors: "0.02 %" } } };
const fewErrors = { kind: "limit", signal: "errors", bound: { above: "0.1 %" } } as const;
const objective = { share: "99.95 %", period: "30d" };

interface Parts {
  readonly environment?: object;
  readonly weight?: number;
  readonly alert?: object;
  readonly ladder?: object;
}

function rollout(when: object, { environment = shop, weight = 1, alert = {}, ladder = {} }: Parts = {}) {
  const parts = {
    ...measured,
    signals: { ...measured.signals, errors: { ...measured.signals.errors, objective } },
    gates: { errors: { ...gate, kind: "limit", signal: "errors", hold: { above: "0.1 %" } } },
    alerts: { Errors: { when, ...alertCommon, ...alert } },
    ladders: stages({ levers: { weight }, hold: "48h", ...ladder }),
  };
  return contextOf(definition(parts, environment));
}

describe("definition-alert-chance", () => {
  test("says at which stage an alert fires by chance, how often, and how many failures would do", () => {
    expect([...definitionAlertChance.check(rollout({ ...fewErrors, minimumFailures: 0 }))]).toEqual([
      {
        message: 'Alert "Errors" fires by chance in 25 of 100 ramps at stage "some", where no more than the expected 0.02 % of 40/s fail',
        hint: "set minimumFailures to 2, or let it wait longer (for)",
        file: "rollouts/shop.ts",
        path: ["alerts", "Errors", "when"],
      },
    ]);
  });

  test("says so where no number of failures would do, as more fail than may", () => {
    const environment = { expectedTraffic: { shop: { requests: "40/s", errors: "2 %" } } };
    const [report, ...more] = definitionAlertChance.check(rollout(fewErrors, { environment }));
    expect(more).toEqual([]);
    expect(report?.message).toContain("fires by chance in 99 of 100 ramps");
    expect(report?.hint).toBe("move its limit away from the errors that expectedTraffic tells, or correct these");
  });

  test.each<readonly [string, ReturnType<typeof rollout>]>([
    ["failures are asked for", rollout(fewErrors)],
    [
      "nobody knows what fails",
      rollout({ ...fewErrors, minimumFailures: 0 }, { environment: { expectedTraffic: { shop: { requests: "40/s" } } } }),
    ],
    ["a stage is not held", rollout({ ...fewErrors, minimumFailures: 0 }, { ladder: { hold: undefined } })],
    ["there are never enough requests", rollout({ ...fewErrors, minimumFailures: 0, minimumSamples: 1000 })],
    ["the alert is not on a share", rollout({ kind: "limit", signal: "latency", bound: { above: "1s" } })],
  ])("is silent where %s", (_, context) => {
    expect([...definitionAlertChance.check(context)]).toEqual([]);
  });
});

describe("alertChances()", () => {
  const chanceOf = (context: ReturnType<typeof rollout>): number => alertChances(context)[0]?.chance ?? 0;

  test("grow with the hold and fall with a longer wait, and with failures that are asked for", () => {
    const once = chanceOf(rollout({ ...fewErrors, minimumFailures: 0 }));
    expect(chanceOf(rollout({ ...fewErrors, minimumFailures: 0 }, { ladder: { hold: "96h" } }))).toBeGreaterThan(once);
    expect(chanceOf(rollout({ ...fewErrors, minimumFailures: 0 }, { alert: { for: "15m" } }))).toBeLessThan(once / 10);
    expect(chanceOf(rollout({ ...fewErrors, minimumFailures: 2 }))).toBeLessThan(once / 10);
  });

  test("of a gate's limit are those of the same limit", () => {
    expect(chanceOf(rollout({ kind: "gate", gate: "errors", minimumFailures: 0, minimumSamples: 0 }))).toBe(
      chanceOf(rollout({ ...fewErrors, minimumFailures: 0 })),
    );
  });

  test("of a change count that the baseline varies, too", () => {
    const change = { kind: "delta", signal: "errors", bound: { above: "+0.08 pp" }, minimumFailures: 0 };
    const alone = chanceOf(rollout({ ...fewErrors, minimumFailures: 0 }, { weight: 50 }));
    expect(chanceOf(rollout(change, { weight: 50 }))).toBeGreaterThan(alone);
    expect(chanceOf(rollout(change))).toBeCloseTo(chanceOf(rollout({ ...fewErrors, minimumFailures: 0 })), 1);
  });

  test("of a burn rate need both of its windows", () => {
    const burns = { kind: "burn-rate", signal: "errors", minimumFailures: 0, minimumSamples: 0 };
    const environment = { expectedTraffic: { shop: { requests: "4/s", errors: "0.05 %" } } };
    const often = chanceOf(rollout(burns, { environment }));
    expect(often).toBeGreaterThan(0.1);
    expect(chanceOf(rollout({ ...burns, minimumFailures: 8 }, { environment }))).toBeLessThan(often / 100);
  });
});
