import { codeSpan, join, link, md } from "../../base/markdown.ts";
import type { Context } from "../context.ts";
import { candidateWeightRecord, headings, mirrorRecord, panelId, readyRecord, runbookUrl } from "../conventions.ts";
import type { Link, Panel, Row, StatPanel, StateTimelinePanel, TimeSeriesPanel } from "./panel.ts";
import { rolloutSelector } from "./rollout-selector.ts";

/**
 * Where the rollout stands and how it came there, told by the recorded series
 * alone: the row is the same at every stage.
 */
export function rampRow(context: Context): Row {
  const { rollout, positions } = context;
  const panels: readonly Panel[] = [
    currentStage(context),
    ...(rollout.readiness === undefined ? [] : [readiness(context, rollout.readiness)]),
    weight(context),
    stages(context),
    ...(positions.some(({ mirrorPercent }) => mirrorPercent > 0) ? [mirror(context)] : []),
  ];
  return { id: panelId("text", "row ramp"), title: "Ramp", panels };
}

function currentStage(context: Context): StatPanel {
  return {
    kind: "stat",
    id: panelId("stage"),
    title: "Current stage",
    description: md`Stage that the cluster has applied, with the candidate's share. It is recorded by the same sync that brings the manifests.`,
    links: stageLinks(context),
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
    description: md`Share of the work that the candidate does, a curve for each stage.`,
    links: stageLinks(context),
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
    description: md`When each stage was applied; the number is the candidate's share. The ladder: ${join(names, ", ")}.`,
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
  const { rollout, environment, positions } = context;
  const links = positions
    .filter(({ mirrorPercent }, index) => mirrorPercent !== (positions[index - 1]?.mirrorPercent ?? 0))
    .map(({ stage }) => stageLink(context, stage.name));
  return {
    kind: "time-series",
    id: panelId("weight", "mirror"),
    title: "Mirrored requests",
    description: md`Percentage of requests copied to the candidate, whose answers are thrown away.`,
    links: links.length > 0 ? links : [{ title: "Runbook", url: runbookUrl(rollout, environment) }],
    width: 24,
    height: 6,
    unit: "percent",
    interval: environment.prometheus.evaluationInterval,
    queries: [{ expr: rolloutSelector(context, mirrorRecord), legend: "mirrored" }],
    limits: [],
    stepped: true,
    range: { min: 0, max: 100 },
    covers: { min: "0" },
  };
}

function readiness(context: Context, { record, gates }: NonNullable<Context["rollout"]["readiness"]>): StatPanel {
  const { rollout, environment } = context;
  const urlOf = (gate: string) => runbookUrl(rollout, environment, headings.gate(gate));
  return {
    kind: "stat",
    id: panelId("ready"),
    title: "Ready to go on",
    description: md`1 exactly while these gates are within their hold limits: ${join(
      gates.map((gate) => link(gate, urlOf(gate))),
      ", ",
    )}. Without data there is no answer, which is not a yes.`,
    links: gates.map((gate) => ({ title: `Runbook: gate ${gate}`, url: urlOf(gate) })),
    width: 4,
    height: 8,
    unit: "bool_yes_no",
    interval: environment.prometheus.evaluationInterval,
    queries: [{ expr: rolloutSelector(context, record ?? readyRecord), legend: "ready" }],
    meanings: [
      { value: 0, text: "not ready", color: "red" },
      { value: 1, text: "ready", color: "green" },
    ],
    noValue: "unknown",
  };
}

function stageLinks(context: Context): readonly Link[] {
  return context.positions.map(({ stage }) => stageLink(context, stage.name));
}

function stageLink({ rollout, environment }: Context, stage: string): Link {
  return { title: `Runbook: stage ${stage}`, url: runbookUrl(rollout, environment, headings.stage(stage)) };
}
