import { parser } from "@prometheus-io/lezer-promql";
import { describe, expect, test } from "vitest";
import { Alert } from "../../../src/model/alert.ts";
import { contextsOf } from "../../cases/contexts.ts";
import { deltas } from "../../cases/deltas.ts";
import { examples } from "../../cases/index.ts";
import { limits } from "../../cases/limits.ts";
import { mirrored } from "../../cases/mirrored.ts";
import { oddTexts } from "../../cases/odd-texts.ts";
import { stageOnly } from "../../cases/stage-only.ts";
import { waves } from "../../cases/waves.ts";

function parses(expr: string): boolean {
  let whole = true;
  parser.parse(expr).iterate({ enter: ({ type }) => void (whole &&= !type.isError) });
  return whole;
}

describe.each(examples.map((one) => [one.rollout.name, one] as const))("rules of %s", (_, one) => {
  const contexts = contextsOf(one);

  test("are PromQL, and so are the gate queries", () => {
    for (const { observability } of contexts) {
      const rules = [...observability.records, ...observability.alerts].map(({ expr }) => expr);
      const queries = [...observability.gates.values()].flatMap(({ value, withinHold, withinRollback }) => [
        value,
        withinHold,
        withinRollback ?? value,
      ]);
      expect([...rules, ...queries].filter((expr) => !parses(expr))).toEqual([]);
    }
  });

  test("are the same at every stage, but for the group that tells the stage", () => {
    const [first, ...others] = contexts.map(({ observability }) => observability.groups.filter(({ name }) => !name.endsWith(".stage")));
    for (const groups of others) expect(groups).toEqual(first);
  });

  test("are in groups of unique names, each rule once", () => {
    for (const { observability } of contexts) {
      const names = observability.groups.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      const rules = observability.groups.flatMap((group) => group.rules);
      expect(new Set(rules.map((rule) => JSON.stringify("record" in rule ? [rule.record, rule.labels] : rule.alert))).size).toBe(
        rules.length,
      );
      expect(rules).toEqual(expect.arrayContaining([...observability.records, ...observability.alerts]));
    }
  });
});

describe("the stage's series", () => {
  const told = (one: typeof waves): readonly string[] =>
    contextsOf(one).flatMap(
      ({ observability }) =>
        observability.groups[0]?.rules.map((rule) => `${rule.labels["stage"]}: ${"record" in rule ? rule.record : ""} ${rule.expr}`) ?? [],
    );

  test("tell weight in percent, exactly", () => {
    expect(told(stageOnly)).toEqual([
      "before: rollout:candidate_weight:percent vector(0)",
      "canary-33: rollout:candidate_weight:percent vector(33)",
      "full: rollout:candidate_weight:percent vector(100)",
    ]);
    expect(told(waves)).toEqual([
      "before: rollout:candidate_weight:percent vector(0)",
      "first: rollout:candidate_weight:percent vector(33.33)",
      "rest: rollout:candidate_weight:percent vector(100)",
    ]);
  });

  test("tell the mirror on every stage of a ladder that has one", () => {
    expect(told(mirrored).filter((line) => line.includes("mirror"))).toEqual([
      "before: rollout:mirror:percent vector(0)",
      "shadow: rollout:mirror:percent vector(100)",
      "canary-1: rollout:mirror:percent vector(0)",
      "full: rollout:mirror:percent vector(0)",
    ]);
  });
});

describe("gate queries", () => {
  const gates = (one: typeof limits) => contextsOf(one)[0]?.observability.gates;

  test("of a limit ask for the candidate's series, of a whole-service signal for its only one", () => {
    expect(gates(limits)?.get("errors")).toEqual({
      gate: "errors",
      value: 'variant:errors:ratio_rate5m{environment="production",rollout="limits",variant="candidate"}',
      withinHold: 'variant:errors:ratio_rate5m{environment="production",rollout="limits",variant="candidate"} <= bool 0.001',
      withinRollback: 'variant:errors:ratio_rate5m{environment="production",rollout="limits",variant="candidate"} <= bool 0.9995',
      hold: "above 0.1 %",
      rollback: "above 99.95 %",
    });
    expect(gates(limits)?.get("matches")?.value).toBe('rollout:matches:ratio_rate5m{environment="production",rollout="limits"}');
    expect(gates(limits)?.get("latency")).toMatchObject({ withinRollback: undefined, rollback: undefined });
  });

  test("of a comparison use the plain bound", () => {
    expect(gates(deltas)?.get("score")).toMatchObject({
      hold: "below -1 % against the baseline",
      rollback: "below -5 % against the baseline",
    });
  });
});

describe("alerts", () => {
  const alert = (one: typeof limits, name: string) => contextsOf(one)[0]?.observability.alerts.find((rule) => rule.alert === name);

  test("carry labels of the rollout, the action and their own", () => {
    expect(alert(limits, "ErrorsHold")?.labels).toEqual({
      action: "rollback",
      environment: "production",
      rollout: "limits",
      severity: "critical",
      team: "shop",
      variant: "candidate",
    });
  });

  test("go to the rollout's team unless they name another", () => {
    const { labels, ...plain } = limits.rollout.alerts["ErrorsHold"] ?? {};
    expect(labels).toHaveProperty("team");
    const rollout = { ...limits.rollout, alerts: { Plain: Alert.parse(plain) } };
    expect(alert({ ...limits, rollout }, "Plain")?.labels["team"]).toBe(limits.rollout.team);
  });

  test("say value, limit and response, and link to their heading and panel", () => {
    const annotations = alert(limits, "ErrorsHold")?.annotations;
    expect(annotations).toMatchObject({
      summary: "Something is wrong.",
      description: "Error rate of the candidate is {{ $value | humanizePercentage }}, above the limit of 0.1 %. Go back.",
      runbook_url: "https://git.example.com/rollouts/dist/production/limits/RUNBOOK.md#errorshold",
    });
    expect(annotations?.["dashboard_url"]).toMatch(/^https:\/\/grafana\.example\.com\/d\/limits-production\/limits\?viewPanel=panel-\d+$/);
  });

  test("print values in the unit of their signal", () => {
    const actions = ["ErrorsHold", "LatencyHold", "ScoreHold", "TrafficHold", "BypassesHold", "MemoryRollback"].map(
      (name) => /\{\{ \$value \| (\w+) \}\}\S*?(?=,)/.exec(alert(limits, name)?.annotations["description"] ?? "")?.[0],
    );
    expect(actions).toEqual([
      "{{ $value | humanizePercentage }}",
      "{{ $value | humanizeDuration }}",
      "{{ $value | humanize }}",
      "{{ $value | humanize }}/s",
      "{{ $value | humanize }}",
      "{{ $value | humanize1024 }}B",
    ]);
  });

  test("need their samples on both sides that are compared", () => {
    expect(alert(deltas, "ErrorsRollback")?.expr).toBe(
      'variant:errors:ratio_rate5m{environment="production",rollout="deltas",variant="candidate"} > ignoring (variant) (variant:errors:ratio_rate5m{environment="production",rollout="deltas",variant="baseline"} + 0.2) and on () (sum(increase(http_requests_total{version="new"}[5m])) >= 100) and on () (sum(increase(http_requests_total{version="old"}[5m])) >= 100) and on () (sum(increase(http_requests_total{code=~"5.*",version="new"}[5m])) >= 5)',
    );
  });

  test("need failures: what a share counts above a limit, the rest below one, none where there shall be none", () => {
    expect(alert(limits, "ErrorsHold")?.expr).toMatch(
      / and on \(\) \(sum\(increase\(http_requests_total\{code=~"500\|503",version="new"\}\[5m\]\)\) >= 5\)$/,
    );
    expect(alert(limits, "ErrorsLimit")?.expr).toMatch(/ >= 120\)$/);
    expect(alert(limits, "MatchesHold")?.expr).toBe(
      'rollout:matches:ratio_rate5m{environment="production",rollout="limits"} < 0.999 and on () (sum(increase(comparisons_total[5m])) - (sum(increase(comparisons_total{result="match"}[5m])) or 0 * sum(increase(comparisons_total[5m]))) >= 5)',
    );
    expect(alert(limits, "MatchesRollback")?.expr).toMatch(/ < 0\.5 and on \(\) \(sum\(increase\(comparisons_total\[5m\]\)\) >= 10\)$/);
    expect(alert(limits, "LatencyHold")?.expr).toMatch(/_count\{version="new"\}\[5m\]\)\) >= 10\)$/);
  });

  test("for a missing target or missing traffic ask whether the stage expects it", () => {
    expect(alert(limits, "CandidateDown")?.expr).toBe(
      'absent(up{job="shop-new"} == 1) and on () (rollout:candidate_weight:percent{environment="production",rollout="limits"} > 0)',
    );
    expect(alert(mirrored, "CandidateDown")?.expr).toBe(
      'absent(up{job=~"shop-new|shop-next"} == 1) and on () (rollout:candidate_weight:percent{environment="production",rollout="mirrored"} > 0 or rollout:mirror:percent{environment="production",rollout="mirrored"} > 0)',
    );
    expect(alert(limits, "BaselineWithoutTraffic")?.expr).toBe(
      'absent(sum(rate(http_request_duration_seconds_count{version="old"}[5m])) > 0) and on () (rollout:candidate_weight:percent{environment="production",rollout="limits"} < 100)',
    );
    expect(alert(mirrored, "NoCopies")?.expr).toBe(
      'absent(sum(rate(comparisons_total[5m])) > 0) and on () (rollout:mirror:percent{environment="production",rollout="mirrored"} > 0)',
    );
  });

  test("escape what a definition's text would say to a template", () => {
    expect(alert(oddTexts, "OddTexts")).toMatchObject({
      labels: { team: '{{ "{{" }} $labels.x }} "quoted" \\ yes', on: "yes" },
      annotations: {
        summary: '{{ "{{" }} $value }} of {{ "{{" }}{ .Values.x }}} is {.',
        description: expect.stringContaining(
          'Errors of {{ "{{" }} $labels.pod }} {{ "{" }} of the candidate is {{ $value | humanizePercentage }}',
        ),
      },
    });
  });
});

describe("readiness", () => {
  test("is a product of all gates' hold limits, or else 0", () => {
    const record = contextsOf(deltas)[0]?.observability.records.find(({ record }) => record === "shop:ready");
    expect(record?.expr.split(" * min(")).toHaveLength(4);
    expect(record?.expr).toMatch(/ or vector\(0\)$/);
    expect(record?.labels).toEqual({ rollout: "deltas", environment: "production" });
  });
});
