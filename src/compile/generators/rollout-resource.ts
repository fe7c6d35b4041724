import { toYaml } from "../../base/yaml.ts";
import type { Gate } from "../../model/gate.ts";
import { seconds } from "../../model/quantity.ts";
import type { RolloutResource } from "../../model/rollout-resource.ts";
import type { Rollout } from "../../model/rollout.ts";
import type { Context } from "../context.ts";
import { objectLabels } from "../conventions.ts";
import type { Generator } from "../generator.ts";
import { gateLimits } from "../observability/gate-limits.ts";
import type { Limit } from "../observability/limit.ts";

/** The rollout in an environment as data: what policies judge, without running a definition. */
export const rolloutResource: Generator = {
  id: "rollout-resource",
  description: "the rollout as plain data, which policies and data-only checks judge",
  applies: () => true,
  generate: (context) => [{ path: "rollout.yaml", content: toYaml(resourceOf(context)) }],
};

function resourceOf(context: Context): RolloutResource {
  const { rollout, environment, ladder, positions, position } = context;
  const { image, traffic } = rollout;
  return {
    apiVersion: "rampart.dev/v1alpha1",
    kind: "Rollout",
    metadata: { name: rollout.name, namespace: context.namespace, labels: { ...objectLabels(rollout, environment) } },
    spec: {
      definition: context.definition,
      service: rollout.service,
      team: rollout.team,
      owners: Object.entries(rollout.contacts).map(([name, { role, level, reach }]) => ({
        name,
        role,
        ...(level === undefined ? {} : { level }),
        reachable: reach.length > 0,
      })),
      ...(image === undefined ? {} : { image: { repository: image.repository, tag: image.tag, digest: image.digest } }),
      ...(context.waitingImage === undefined ? {} : { waitingImage: context.waitingImage }),
      whenChanged: rollout.whenChanged,
      environment: {
        name: environment.name,
        cluster: environment.cluster,
        labels: environment.labels,
        kubernetesVersion: environment.kubernetesVersion,
        hostSuffixes: environment.hostSuffixes,
        scrapeIntervalSeconds: seconds(environment.prometheus.scrapeInterval),
        timeZone: environment.calendar.timeZone,
        workingHours: environment.calendar.workingHours,
        freezes: environment.calendar.freezes,
        approvals: { advance: environment.approvals.advance, rollback: environment.approvals.rollback },
      },
      ...(ladder.host === undefined ? {} : { host: ladder.host }),
      ...(traffic === undefined || ladder.host === undefined
        ? {}
        : { backends: { baseline: traffic.baseline, candidate: traffic.candidate } }),
      tls: traffic?.tls !== undefined,
      window: ladder.window,
      stages: positions.map(({ stage, weight, candidatePercent, mirrorPercent, canary, primary, instances }) => ({
        name: stage.name,
        weight,
        candidatePercent,
        mirrorPercent,
        canary,
        primary,
        holdSeconds: stage.hold === undefined ? 0 : seconds(stage.hold),
        gates: stage.gates,
        instances: [...instances],
      })),
      weightTotal: position.weightTotal,
      gates: Object.entries(rollout.gates).map(([name, gate]) => ({ name, ...gateOf(rollout, gate) })),
      alerts: Object.entries(rollout.alerts).map(([name, { severity, action, when }]) => ({
        name,
        severity,
        action,
        ...(when.kind === "gate" ? { gate: when.gate, limit: when.limit } : {}),
      })),
      metrics: Object.entries(rollout.metrics).map(([name, { type }]) => ({ name, type })),
      invariants: rollout.invariants.map(({ text, values, variables }) => ({ text, values, variables })),
      rollback: {
        levels: rollout.rollback.levels.length,
        ...(rollout.rollback.objective === undefined ? {} : { objectiveSeconds: seconds(rollout.rollback.objective.within) }),
      },
      silences: rollout.silences,
    },
    status: { stage: position.stage.name, index: position.index, weight: position.weight, candidatePercent: position.candidatePercent },
  };
}

function gateOf(rollout: Rollout, gate: Gate): Omit<RolloutResource["spec"]["gates"][number], "name"> {
  if (!("signal" in gate)) return { kind: gate.kind, ...("noData" in gate ? { noData: gate.noData } : {}) };
  const { hold, rollback } = gateLimits(rollout, gate);
  return {
    kind: gate.kind,
    signal: gate.signal,
    hold: words(hold),
    ...(rollback === undefined ? {} : { rollback: words(rollback) }),
    minimumSamples: gate.minimumSamples,
    noData: gate.noData,
  };
}

function words({ side, text }: Limit): string {
  return `${side} ${text}`;
}
