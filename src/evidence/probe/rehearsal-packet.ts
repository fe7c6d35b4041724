import type { Context } from "../../compile/context.ts";
import { moves } from "../../compile/moves.ts";
import type { Step } from "../../model/procedure.ts";
import { credentialOf } from "./credentials.ts";
import { neededProbes } from "./needed-probes.ts";
import { plannedRequest } from "./planned-request.ts";
import { definitionDigest } from "./probe-receipt.ts";
import { probeRuns, type ProbeRun } from "./probe-run.ts";

/** What moving to the stage changes in the rendered tree: lines of a unified diff, from the stage before. */
export interface StageChange {
  readonly from: string | undefined;
  readonly diff: readonly string[];
}

/**
 * Everything that a stage does, asks and falls back to, as data to rehearse
 * from: nothing is sent, run or read, and credentials are placeholders. The
 * same for the same definition, wherever and whenever it is made.
 */
export function rehearsalPacket(context: Context, change: StageChange) {
  const { rollout, environment, position } = context;
  const { stage } = position;
  const runs = plannedRuns(context);
  return {
    format: "rampart/rehearsal/1",
    rollout: rollout.name,
    title: rollout.title,
    environment: environment.name,
    definition: { file: context.definition, digest: definitionDigest(context) },
    stage: { name: stage.name, title: stage.title, description: stage.description, hold: stage.hold },
    levers: {
      moves: moves(rollout, stage.levers),
      weight: `${position.weight} of ${position.weightTotal}`,
      candidatePercent: position.candidatePercent,
      match: position.match,
      canary: position.canary,
      primary: position.primary,
      mirrorPercent: position.mirrorPercent,
      values: position.values,
      variables: position.variables,
      instances: position.instances,
    },
    change,
    procedures: stage.procedures.flatMap((name) => {
      const procedure = rollout.procedures[name];
      return procedure === undefined ? [] : [{ name, title: procedure.title, steps: steps(context, procedure.steps) }];
    }),
    gates: stage.gates.map((name) => gate(context, name)),
    probes: runs.map(({ run, purpose }) => ({
      probe: run.name,
      kind: run.probe.kind,
      instance: run.instance,
      purpose,
      title: run.probe.title,
      proves: run.probe.proves,
      timeout: run.probe.timeout,
      request: plannedRequest(run.probe),
      expect: run.probe.expect,
    })),
    credentials: [...new Set(runs.flatMap(({ run }) => credentialOf(run.probe) ?? []))],
    rollback: {
      triggers: rollout.rollback.triggers,
      objective: rollout.rollback.objective,
      levels: rollout.rollback.levels.map(({ title, blastRadius, when, steps: all, notSafeFor, verify }, index) => ({
        level: index + 1,
        title,
        blastRadius,
        when,
        notSafeFor,
        steps: steps(context, all),
        verify,
      })),
      afterwards: steps(context, rollout.rollback.afterwards),
    },
  };
}

interface PlannedRun {
  readonly run: ProbeRun;
  readonly purpose: "stage" | "rollback" | "stage and rollback";
}

/** Runs of what the stage needs and of what shows that a rollback worked. */
function plannedRuns(context: Context): readonly PlannedRun[] {
  const { rollout, position } = context;
  const needed = new Set(neededProbes(context));
  const verifying = new Set<string>(rollout.rollback.levels.flatMap(({ verify }) => verify));
  const instances = position.instances.length > 0 ? position.instances : Object.keys(rollout.instances);
  return Object.keys(rollout.probes).flatMap((name) => {
    const purpose = needed.has(name)
      ? verifying.has(name)
        ? "stage and rollback"
        : "stage"
      : verifying.has(name)
        ? "rollback"
        : undefined;
    return purpose === undefined ? [] : probeRuns(context, name, instances).map((run) => ({ run, purpose }) as const);
  });
}

/** A gate as it is defined, with the queries that answer it where a signal does. */
function gate({ rollout, observability }: Context, name: string) {
  const query = observability.gates.get(name);
  return {
    name,
    ...rollout.gates[name],
    ...(query === undefined
      ? {}
      : {
          queries: { value: query.value, withinHold: query.withinHold, withinRollback: query.withinRollback },
          crossed: { hold: query.hold, rollback: query.rollback },
        }),
  };
}

function steps({ environment }: Context, all: readonly Step[]) {
  return all
    .filter(({ environments }) => environments?.includes(environment.name) ?? true)
    .map(({ text, command, snippet, probes }) => ({ text, command, snippet, probes }));
}
