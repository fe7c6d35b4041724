import { codeSpan, join, link, phrase } from "../../base/markdown.ts";
import type { Context } from "../context.ts";
import { candidateWeightRecord, headings, mirrorRecord, panelId, runbookUrl } from "../conventions.ts";
import { readinessRule } from "../observability/readiness.ts";
import { mirrors } from "../observability/stage-series.ts";
import type { Link, Panel, Row, StatPanel, StateTimelinePanel, TimeSeriesPanel } from "./panel.ts";
import { rolloutSelector } from "./rollout-selector.ts";

/**
 * Where the rollout stands and how it came there, told by the recorded series
 * alone: the row is the same at every stage.
 */
export function rampRow(context: Context): Row {
  const panels: readonly Panel[] = [
    currentStage(context),
    ...readiness(context),
    weight(context),
    stages(context),
    ...(mirrors(context) ? [mirror(context)] : []),
  ];
  return { id: panelId("text", "row ramp"), title: "Ramp", panels };
}

function currentStage(context: Context): StatPanel {
  return {
    kind: "stat",
    id: panelId("stage"),
    title: "Current stage",
    description: phrase`Stage that the cluster has applied, with the candidate's share. It is recorded by the same sync that brings the manifests.`,
    links: [ledgerLink(context)],
    width: 4,
    height: 8,
    unit: "percent",
    interval: context.environment.prometheus.evaluationInterval,
    queries: [{ expr: rolloutSelector(context, candidateWeightRecord), legend: "{{stage}}" }],
    meanings: [],
    noValue: "not recorded",
  };
}

function weight(context: Context): TimeSeriesPanel {
  return {
    kind: "time-series",
    id: panelId("weight"),
    title: "Candidate weight",
    description: phrase`Share of the work that the candidate does, a curve for each stage.`,
    links: [ledgerLink(context)],
    width: context.rollout.readiness === undefined ? 20 : 16,
    height: 8,
    unit: "percent",
    interval: context.environment.prometheus.evaluationInterval,
    queries: [{ expr: rolloutSelector(context, candidateWeightRecord), legend: "{{stage}}" }],
    limits: [],
    stepped: true,
    range: { min: 0, max: 100 },
    covers: { min: "0" },
  };
}

function stages(context: Context): StateTimelinePanel {
  const names = context.positions.map(({ stage }) => codeSpan(stage.name));
  return {
    kind: "state-timeline",
    id: panelId("stage", "timeline"),
    title: "Stages over time",
    description: phrase`When each stage was applied; the number is the candidate's share. The ladder: ${join(names, ", ")}.`,
    links: stageLinks(context),
    width: 24,
    height: 6,
    unit: "percent",
    interval: context.environment.prometheus.evaluationInterval,
    queries: [{ expr: rolloutSelector(context, candidateWeightRecord), legend: "{{stage}}" }],
    meanings: [],
  };
}

function mirror(context: Context): TimeSeriesPanel {
  const { environment, positions } = context;
  const links = positions
    .filter(({ mirrorPercent }, index) => mirrorPercent !== (positions[index - 1]?.mirrorPercent ?? 0))
    .map(({ stage }) => stageLink(context, stage.name));
  return {
    kind: "time-series",
    id: panelId("weight", "mirror"),
    title: "Mirrored requests",
    description: phrase`Percentage of requests copied to the candidate, whose answers are thrown away; a curve for each stage.`,
    links,
    width: 24,
    height: 6,
    unit: "percent",
    interval: environment.prometheus.evaluationInterval,
    queries: [{ expr: rolloutSelector(context, mirrorRecord), legend: "{{stage}}" }],
    limits: [],
    stepped: true,
    range: { min: 0, max: 100 },
    covers: { min: "0" },
  };
}

function readiness(context: Context): readonly StatPanel[] {
  const { rollout, environment } = context;
  const rule = readinessRule(context);
  if (rule === undefined) return [];
  const gates = rollout.readiness?.gates ?? [];
  const urlOf = (gate: string) => runbookUrl(rollout, environment, headings.gate(gate));
  const named = gates.map((gate) => link(gate, urlOf(gate)));
  return [
    {
      kind: "stat",
      id: panelId("ready"),
      title: "Ready to go on",
      description: phrase`1 exactly while these gates are within their hold limits: ${join(named, ", ")}. Without data for one of them it is 0.`,
      links: gates.map((gate) => ({ title: `Runbook: gate ${gate}`, url: urlOf(gate) })),
      width: 4,
      height: 8,
      unit: "bool_yes_no",
      interval: environment.prometheus.evaluationInterval,
      queries: [{ expr: rolloutSelector(context, rule.record), legend: "ready" }],
      meanings: [
        { value: 0, text: "not ready", color: "red" },
        { value: 1, text: "ready", color: "green" },
      ],
      noValue: "unknown",
    },
  ];
}

/** Which steps brought the rollout here. */
function ledgerLink({ rollout, environment }: Context): Link {
  return { title: "Runbook: ledger", url: runbookUrl(rollout, environment, headings.ledger) };
}

function stageLinks(context: Context): readonly Link[] {
  return context.positions.map(({ stage }) => stageLink(context, stage.name));
}

function stageLink({ rollout, environment }: Context, stage: string): Link {
  return { title: `Runbook: stage ${stage}`, url: runbookUrl(rollout, environment, headings.stage(stage)) };
}
