import { codeSpan, phrase } from "../../base/markdown.ts";
import type { Context } from "../context.ts";
import { headings, panelId, runbookUrl } from "../conventions.ts";
import { drillDownPanel } from "./drill-down-panel.ts";
import type { Row, StateTimelinePanel, TimeSeriesPanel } from "./panel.ts";
import { signalPanel } from "./signal-panel.ts";

/** What is measured: how the gates judge it now, then each signal with its limits, broken down where it can be. */
export function signalsRow(context: Context): Row | undefined {
  const signals = Object.entries(context.rollout.signals);
  if (signals.length === 0) return undefined;
  const groups = signals.map(([name, signal]) => [
    signalPanel(context, name, signal),
    ...(signal.drillDown.length === 0 ? [] : [drillDownPanel(context, name, signal)]),
  ]);
  const gates = context.observability.gates.size === 0 ? [] : [gatesPanel(context)];
  return { id: panelId("text", "row signals"), title: "Signals", panels: [...gates, ...inLines(groups)] };
}

/** Two panels a line, a signal beside its own drill-down; what would stand alone takes the whole line. */
function inLines(groups: readonly (readonly TimeSeriesPanel[])[]): readonly TimeSeriesPanel[] {
  const panels: TimeSeriesPanel[] = [];
  let alone = false;
  for (const [index, group] of groups.entries()) {
    if (group.length > 1) panels.push(...group);
    else if (alone || groups[index + 1]?.length === 1) {
      panels.push(...group);
      alone = !alone;
    } else panels.push(...group.map((panel) => ({ ...panel, width: 24 })));
  }
  return panels;
}

/** A lane per gate, by the expression that also judges it. */
function gatesPanel(context: Context): StateTimelinePanel {
  const { rollout, environment, observability } = context;
  const queries = [...observability.gates.values()].map(({ gate, withinHold }) => ({
    expr: withinHold,
    legend: gate,
    links: [{ title: `Runbook: gate ${gate}`, url: runbookUrl(rollout, environment, headings.gate(gate)) }],
  }));
  return {
    kind: "state-timeline",
    id: panelId("ready", "gates"),
    title: "Gates",
    description: phrase`Whether each gate of a signal is within its hold limit. A gap is a time without an answer. Fewest samples and the time to hold, which ${codeSpan("rampart gate")} judges as well, are not in it.`,
    links: queries.flatMap(({ links }) => links),
    width: 24,
    height: 3 + queries.length,
    unit: "bool_yes_no",
    interval: environment.prometheus.evaluationInterval,
    queries,
    meanings: [
      { value: 0, text: "crossed", color: "red" },
      { value: 1, text: "within", color: "green" },
    ],
  };
}
