import { inline, link, phrase, type Markdown } from "../../base/markdown.ts";
import type { Context } from "../context.ts";
import { candidateWeightRecord, headings, panelId, runbookUrl } from "../conventions.ts";
import type { Link, Query, Row, StateTimelinePanel, TextPanel } from "./panel.ts";
import { markdownTable } from "./markdown-table.ts";
import { rolloutSelector } from "./rollout-selector.ts";

/** What fires and what to do about it. */
export function alertsRow(context: Context): Row | undefined {
  const names = alertNames(context);
  if (names.length === 0) return undefined;
  return {
    id: panelId("text", "row alerts"),
    title: "Alerts",
    panels: [timeline(context, names), actions(context, names)],
  };
}

/** Alerts of the rules, each once: one alert may have several rules. */
function alertNames({ rollout, observability }: Context): readonly string[] {
  const ruled = observability.alerts.map(({ alert }) => alert);
  return [...new Set(ruled.length === 0 ? Object.keys(rollout.alerts) : ruled)];
}

function timeline(context: Context, names: readonly string[]): StateTimelinePanel {
  return {
    kind: "state-timeline",
    id: panelId("alerts"),
    title: "Alerts over time",
    description: phrase`A lane per alert. Without a lane the rules are not loaded, which is not the same as quiet.`,
    links: names.map((name) => runbookLink(context, name)),
    width: 24,
    height: 3 + names.length,
    unit: "short",
    interval: context.environment.prometheus.evaluationInterval,
    queries: names.map((name) => lane(context, name)),
    meanings: [
      { value: 0, text: "quiet", color: "green" },
      { value: 1, text: "pending", color: "yellow" },
      { value: 2, text: "firing", color: "red" },
    ],
  };
}

/** Quiet only while the rules are known to be evaluated: the recorded stage comes from the same rules. */
function lane(context: Context, alertname: string): Query {
  const state = (alertstate: string) => rolloutSelector(context, "ALERTS", { alertname, alertstate });
  const loaded = rolloutSelector(context, candidateWeightRecord);
  return {
    expr: `max(2 * ${state("firing")} or ${state("pending")}) or 0 * max(${loaded})`,
    legend: alertname,
    links: [runbookLink(context, alertname)],
  };
}

function actions(context: Context, names: readonly string[]): TextPanel {
  const { rollout, environment } = context;
  const rows = names.map((name): readonly Markdown[] => {
    const alert = rollout.alerts[name];
    const title = link(name, runbookUrl(rollout, environment, headings.alert(name)));
    return alert === undefined
      ? [title, phrase``, phrase``, phrase``]
      : [title, inline(alert.severity), inline(alert.action), inline(alert.summary)];
  });
  return {
    kind: "text",
    id: panelId("text", "alerts"),
    title: "What each alert asks for",
    description: phrase`Severity, what it means for the ramp, and where the runbook says more.`,
    links: [{ title: "Runbook", url: runbookUrl(rollout, environment) }],
    width: 24,
    height: 4 + names.length,
    content: markdownTable(["Alert", "Severity", "Action", "Summary"], rows),
  };
}

function runbookLink({ rollout, environment }: Context, alert: string): Link {
  return { title: `Runbook: alert ${alert}`, url: runbookUrl(rollout, environment, headings.alert(alert)) };
}
