import { z } from "zod";
import { Name } from "./name.ts";
import { Silence } from "./silence.ts";
import { Day } from "./text.ts";
import { Backend } from "./traffic.ts";

/**
 * The rollout in an environment as plain data: `dist/<env>/<rollout>/rollout.yaml`.
 * It is what policies judge and what data-only checks rest on, so that neither
 * needs to run a definition. Its UPDATE is a transition.
 */
export const RolloutResource = z.strictObject({
  apiVersion: z.literal("rampart.dev/v1alpha1"),
  kind: z.literal("Rollout"),
  metadata: z.strictObject({ name: Name, namespace: Name, labels: z.record(z.string(), z.string()) }),
  spec: z.strictObject({
    definition: z.string(),
    service: Name,
    team: Name,
    owners: z.array(z.strictObject({ name: Name, role: z.string(), level: z.int().optional(), reachable: z.boolean() })),
    /** What the ramp moves. */
    image: z.strictObject({ repository: z.string(), tag: z.string(), digest: z.string() }).optional(),
    /** The definition's image, where it waits for the ramp under way. */
    waitingImage: z.strictObject({ tag: z.string(), digest: z.string() }).optional(),
    whenChanged: z.enum(["restart", "queue", "refuse"]).default("refuse"),
    environment: z.strictObject({
      name: Name,
      cluster: z.string(),
      labels: z.record(z.string(), z.string()),
      kubernetesVersion: z.string(),
      hostSuffixes: z.array(z.string()),
      scrapeIntervalSeconds: z.number(),
      timeZone: z.string(),
      workingHours: z.strictObject({ days: z.array(z.string()), from: z.string(), to: z.string() }),
      freezes: z.array(z.strictObject({ name: Name, from: Day, to: Day, reason: z.string(), owner: z.string() })),
      approvals: z.strictObject({ advance: z.int(), rollback: z.int() }),
    }),
    host: z.string().optional(),
    /** The two sides of the traffic, where it is routed. */
    backends: z.strictObject({ baseline: Backend, candidate: Backend }).optional(),
    tls: z.boolean(),
    window: z.enum(["any-time", "working-hours"]),
    stages: z.array(
      z.strictObject({
        name: Name,
        /** Parts of `weightTotal` for the candidate. */
        weight: z.int(),
        /** Share of the work the candidate does, in percent, exact. */
        candidatePercent: z.string(),
        mirrorPercent: z.int(),
        canary: z.enum(["present", "absent"]),
        primary: z.enum(["baseline", "candidate"]),
        holdSeconds: z.number(),
        gates: z.array(Name),
        instances: z.array(Name),
      }),
    ),
    weightTotal: z.int(),
    gates: z.array(
      z.strictObject({
        name: Name,
        kind: z.string(),
        signal: z.string().optional(),
        hold: z.string().optional(),
        rollback: z.string().optional(),
        minimumSamples: z.int().optional(),
        noData: z.string().optional(),
      }),
    ),
    alerts: z.array(
      z.strictObject({
        name: z.string(),
        severity: z.string(),
        action: z.string(),
        /** The gate whose limit it fires at, where it names one. */
        gate: Name.optional(),
        limit: z.enum(["hold", "rollback"]).optional(),
      }),
    ),
    /** Metrics that somebody else exposes, with their type. */
    metrics: z.array(z.strictObject({ name: z.string(), type: z.enum(["counter", "gauge", "histogram"]) })).optional(),
    invariants: z.array(
      z.strictObject({
        text: z.string(),
        values: z.record(z.string(), z.union([z.boolean(), z.number(), z.string()])),
        variables: z.record(z.string(), z.string()),
      }),
    ),
    rollback: z.strictObject({ levels: z.int(), objectiveSeconds: z.number().optional() }),
    silences: z.array(Silence),
  }),
  /** Where it stands: the only part a step changes. */
  status: z.strictObject({
    stage: Name,
    index: z.int(),
    weight: z.int(),
    candidatePercent: z.string(),
  }),
});
export type RolloutResource = z.output<typeof RolloutResource>;
