import { describe, expect, test } from "vitest";
import { slug } from "../../../src/base/markdown.ts";
import { readPromql } from "../../../src/base/read-promql.ts";
import { createContext, type Context } from "../../../src/compile/context.ts";
import { headings, panelId, runbookUrl } from "../../../src/compile/conventions.ts";
import { checkRollout } from "../../../src/model/check-rollout.ts";
import { Environment } from "../../../src/model/environment.ts";
import butlers from "../../../rollouts/butlers-streamable-http.ts";
import koan from "../../../rollouts/koan-http-sse.ts";
import gateway from "../../../rollouts/mcp-gateway-rust.ts";
import shaping from "../../../rollouts/mcp-token-shaping.ts";
import operator from "../../../rollouts/operator-mcp.ts";
import development from "../../../environments/development.ts";
import production from "../../../environments/production.ts";
import staging from "../../../environments/staging.ts";
import { filesOf, panelTitled, rendered } from "./rendered.ts";
import { smallContext, smallSignals } from "./small-context.ts";

const environments = [development, staging, production].map((environment) => Environment.parse(environment));

/** The small rollout and every rollout of this repository, in each of its environments. */
const contexts: Readonly<Record<string, Context>> = {
  "a small rollout": smallContext(),
  ...Object.fromEntries([butlers, koan, gateway, shaping, operator].flatMap(contextsOf)),
};

function contextsOf(definition: unknown): readonly (readonly [string, Context])[] {
  const { value: rollout, problems } = checkRollout(definition);
  if (rollout === undefined) throw new Error(problems.map(({ path, message }) => `${path} ${message}`).join("\n"));
  return environments.flatMap((environment) => {
    const ladder = rollout.ladders[environment.name];
    const stage = ladder?.stages[0]?.name;
    if (ladder === undefined || stage === undefined) return [];
    const context = createContext({
      rollout,
      environment,
      ladder,
      stage,
      ledger: [],
      definition: "rollouts/a.ts",
      template: (name) => name,
    });
    return [[`${rollout.name} in ${environment.name}`, context] as const];
  });
}

/** The same context at its last stage. */
function atTheEnd(context: Context): Context {
  const { rollout, environment, ladder, ledger, definition, template } = context;
  return createContext({ rollout, environment, ladder, stage: ladder.stages.at(-1)?.name ?? "", ledger, definition, template });
}

/** All anchors a runbook of this rollout may have. */
function anchorsOf({ rollout, ladder }: Context): ReadonlySet<string> {
  return new Set(
    [
      ...ladder.stages.map(({ name }) => headings.stage(name)),
      ...Object.keys(rollout.gates).map(headings.gate),
      ...Object.keys(rollout.alerts).map(headings.alert),
      ...Object.keys(rollout.probes).map(headings.probe),
      ...Object.keys(rollout.signals).map(headings.signal),
      headings.ledger,
      ...(Object.values(rollout.contacts).some(({ level }) => level !== undefined) ? [headings.escalation] : []),
    ].map(slug),
  );
}

/** Metrics a panel may read: recorded by the rules, declared as input, or Prometheus's own. */
function knownMetrics({ rollout, observability }: Context): ReadonlySet<string> {
  return new Set([
    "ALERTS",
    ...observability.records.map(({ record }) => record),
    ...Object.keys(rollout.metrics).flatMap((metric) => [metric, `${metric}_bucket`, `${metric}_sum`, `${metric}_count`]),
  ]);
}

describe.each(Object.entries(contexts))("the dashboard of %s", (_, context) => {
  const board = rendered(context);
  const panels = board.panels.filter(({ type }) => type !== "row");

  test("is a classic dashboard that nobody edits by hand", () => {
    expect(board).toMatchObject({ schemaVersion: 42, editable: false, refresh: "1m", timezone: context.environment.calendar.timeZone });
    expect(board.uid).toMatch(/^[a-zA-Z0-9_-]{1,40}$/);
    expect(board.tags).toContain("rampart");
  });

  test("has one variable, the data source, and every query uses it", () => {
    const { datasource } = context.environment.grafana;
    expect(board.templating.list).toEqual([
      {
        name: "datasource",
        label: "Data source",
        type: "datasource",
        query: "prometheus",
        current: { selected: false, text: datasource, value: datasource },
      },
    ]);
    expect(filesOf(context)["dashboard.json"]).not.toContain('"auto_');
    const used = { type: "prometheus", uid: "${datasource}" };
    for (const mark of board.annotations.list) expect(mark.datasource).toEqual(used);
    for (const panel of panels.filter(({ type }) => type !== "text")) {
      expect(panel.datasource).toEqual(used);
      for (const target of panel.targets) expect(target.datasource).toEqual(used);
    }
  });

  test("gives every panel an id of its own from 1 on", () => {
    const ids = board.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toBeGreaterThanOrEqual(1);
  });

  test("gives every panel a title, a description and a link to the runbook", () => {
    const page = runbookUrl(context.rollout, context.environment);
    for (const { title, description = "", links } of panels) {
      expect(title).not.toBe("");
      expect({ title, described: description !== "" }).toEqual({ title, described: true });
      expect({ title, linked: links.some(({ url }) => url.startsWith(page)) }).toEqual({ title, linked: true });
    }
  });

  test("gives every panel that asks a unit, an interval, and targets with names of their own", () => {
    for (const { title, targets, fieldConfig, interval = "" } of panels.filter(({ type }) => type !== "text")) {
      expect({ title, unit: fieldConfig?.defaults.unit ?? "" }).not.toEqual({ title, unit: "" });
      expect(interval).toMatch(/^\d+(ms|s|m|h|d)$/);
      expect({ title, targets: targets.length }).not.toEqual({ title, targets: 0 });
      expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
      for (const { legendFormat } of targets) expect(legendFormat).not.toBe("");
    }
  });

  test("shows a legend beside curves and lanes", () => {
    for (const { title, options } of panels.filter(({ type }) => type === "timeseries" || type === "state-timeline")) {
      expect({ title, legend: options?.legend }).toEqual({ title, legend: { showLegend: true } });
    }
  });

  test("shows as the latest value only what is there now", () => {
    const stats = panels.filter(({ type }) => type === "stat");
    for (const { options, targets } of stats) {
      expect(options?.reduceOptions).toEqual({ calcs: ["lastNotNull"] });
      for (const target of targets) expect(target).toMatchObject({ instant: true, range: false });
    }
    expect(stats).not.toEqual([]);
  });

  test("has something to say in every text", () => {
    for (const { title, options } of panels.filter(({ type }) => type === "text")) {
      expect({ title, content: options?.content ?? "" }).not.toEqual({ title, content: "" });
    }
  });

  test("asks in PromQL, of series that are recorded or declared", () => {
    const known = knownMetrics(context);
    const queries = [...panels.flatMap(({ targets }) => targets), ...board.annotations.list];
    for (const { expr } of queries) {
      const reading = readPromql(expr);
      if ("problem" in reading) throw new Error(`${expr}: ${reading.problem}`);
      expect({ expr, unknown: reading.metrics.filter((metric) => !known.has(metric)) }).toEqual({ expr, unknown: [] });
    }
  });

  test("rates input metrics over Grafana's own interval", () => {
    for (const { expr } of panels.flatMap(({ targets }) => targets)) {
      for (const [, range] of expr.matchAll(/\[([^\]"]+)\]/g)) expect({ expr, range }).toEqual({ expr, range: "$__rate_interval" });
    }
  });

  test("links to nothing but anchors that the runbook's headings make", () => {
    const anchors = anchorsOf(context);
    const page = runbookUrl(context.rollout, context.environment);
    const text = JSON.stringify(board);
    const used = [...text.matchAll(/RUNBOOK\.md(?:#([^")\\]+))?/g)].flatMap(([, anchor]) => anchor ?? []);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((anchor) => !anchors.has(anchor))).toEqual([]);
    expect(text.split("RUNBOOK.md").length).toBe(text.split(page).length);
  });

  test("is the same at every stage", () => {
    expect(filesOf(atTheEnd(context))).toEqual(filesOf(context));
  });

  test("is written with its keys in order and a final newline", () => {
    const json = filesOf(context)["dashboard.json"] ?? "";
    const ordered = (value: unknown): boolean => {
      if (Array.isArray(value)) return value.every(ordered);
      if (typeof value !== "object" || value === null) return true;
      const keys = Object.keys(value);
      return keys.join("\n") === keys.toSorted().join("\n") && Object.values(value).every(ordered);
    };
    expect(ordered(JSON.parse(json))).toBe(true);
    expect(json).toMatch(/[^\n]\n$/);
  });

  test("lets no two panels overlap", () => {
    const cells = new Set<string>();
    for (const { gridPos } of board.panels) {
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(cells.has(`${x}/${y}`)).toBe(false);
          cells.add(`${x}/${y}`);
        }
      }
    }
  });
});

describe("rows", () => {
  const titles = (context: Context) => rendered(context).panels.flatMap(({ type, title }) => (type === "row" ? [title] : []));

  test("follow what the rollout has", () => {
    expect(titles(smallContext())).toEqual(["Ramp", "Signals", "Alerts", "Probes"]);
  });

  test("leave out what it does not have", () => {
    const bare = smallContext({ metrics: {}, signals: {}, gates: {}, alerts: {}, probes: {}, readiness: undefined });
    expect(titles(bare)).toEqual(["Ramp"]);
  });
});

describe("the ramp", () => {
  const weight = 'rollout:candidate_weight:percent{environment="prod",rollout="checkout-v2"}';

  test("tells stage and weight by the recorded series", () => {
    for (const title of ["Current stage", "Candidate weight", "Stages over time"]) {
      expect(panelTitled(smallContext(), title).targets).toMatchObject([{ expr: weight, legendFormat: "{{stage}}" }]);
    }
  });

  test("marks the moment a stage begins, once at any zoom", () => {
    const [steps] = rendered(smallContext()).annotations.list;
    expect(steps?.expr).toBe(`group by (stage) (${weight} unless ${weight} offset $__interval)`);
  });

  test("shows the mirror on a ladder that mirrors", () => {
    expect(panelTitled(smallContext(), "Mirrored requests").targets[0]?.expr).toContain("rollout:mirror:percent{");
  });

  test("shows readiness as a word", () => {
    expect(panelTitled(smallContext(), "Ready to go on").fieldConfig?.defaults.mappings).toEqual([
      { type: "value", options: { "0": { text: "not ready", color: "red", index: 0 }, "1": { text: "ready", color: "green", index: 1 } } },
    ]);
  });

  test("opens on the longest hold", () => {
    expect(rendered(smallContext()).time).toEqual({ from: "now-1w", to: "now" });
  });
});

describe("a panel's id", () => {
  const idsOf = (context: Context) => new Map(rendered(context).panels.map(({ title, id }) => [title, id]));

  test("stays when a signal is added before the others", () => {
    const added = smallContext({
      signals: { requests: { kind: "rate", title: "Requests", counter: { metric: "http_requests_total" } }, ...smallSignals },
    });
    const after = idsOf(added);
    expect(after.get("Requests")).toBe(panelId("signal", "requests"));
    for (const [title, id] of idsOf(smallContext())) expect({ title, id: after.get(title) }).toEqual({ title, id });
  });

  test("is the one that links elsewhere are made with", () => {
    expect(panelTitled(smallContext(), "Latency").id).toBe(panelId("signal", "p99-latency"));
    expect(panelTitled(smallContext(), "Latency by path").id).toBe(panelId("drill-down", "p99-latency"));
    expect(panelTitled(smallContext(), "Alerts over time").id).toBe(panelId("alerts"));
  });
});

describe("two panels of one id", () => {
  /** Two signal names whose panels get the same id; there are some among a few ten thousand. */
  function twins(): readonly [string, string] {
    const seen = new Map<number, string>();
    for (let index = 0; ; index++) {
      const name = `s${index}`;
      const other = seen.get(panelId("signal", name));
      if (other !== undefined) return [other, name];
      seen.set(panelId("signal", name), name);
    }
  }

  test("are an error that names both", () => {
    const [one, other] = twins();
    const rate = (title: string) => ({ kind: "rate", title, counter: { metric: "http_requests_total" } });
    const context = smallContext({ signals: { [one]: rate("One"), [other]: rate("Other") }, gates: {}, alerts: {}, readiness: undefined });
    expect(() => filesOf(context)).toThrow(/panels "One" and "Other" get the same id \d+/);
  });
});

describe("an alert's lane", () => {
  test("is quiet only while the rules are evaluated, and leads to the runbook", () => {
    const context = smallContext();
    const { targets, fieldConfig } = panelTitled(context, "Alerts over time");
    const labels = 'environment="prod",rollout="checkout-v2"';
    const state = (name: string) => `ALERTS{alertname="CheckoutMemoryHigh",alertstate="${name}",${labels}}`;
    expect(targets[1]).toMatchObject({
      legendFormat: "CheckoutMemoryHigh",
      expr: `max(2 * ${state("firing")} or ${state("pending")}) or 0 * max(rollout:candidate_weight:percent{${labels}})`,
    });
    const url = runbookUrl(context.rollout, context.environment, "CheckoutMemoryHigh");
    expect(fieldConfig?.overrides[1]).toEqual({
      matcher: { id: "byFrameRefID", options: "B" },
      properties: [{ id: "links", value: [{ title: "Runbook: alert CheckoutMemoryHigh", url, targetBlank: true }] }],
    });
  });
});

describe("text of a definition", () => {
  test("cannot write into the dashboard's Markdown", () => {
    const { description } = panelTitled(smallContext(), "Errors of checkout");
    expect(description).toContain("Share of \\*all\\* answers;");
    expect(description).toContain("\\[not\\](javascript");
    const probes = panelTitled(smallContext(), "Probes").options?.content ?? "";
    expect(probes.split("\n")).toHaveLength(3);
    expect(probes).toContain("It answers \\| \\# really |");
  });

  test("cannot name a variable of Grafana", () => {
    const { description } = panelTitled(smallContext(), "Errors of checkout");
    expect(description).toContain("$\u2060datasource");
    expect(description).not.toContain("$datasource");
  });
});
