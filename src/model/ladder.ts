import { z } from "zod";
import { ChartScalar, ValuesFile } from "./helm.ts";
import { Name, ref } from "./name.ts";
import { Duration } from "./quantity.ts";
import { Text } from "./text.ts";
import { RequestMatch } from "./traffic.ts";

/**
 * What a stage moves. A lever keeps its position in later stages until one
 * moves it again, so a stage says only what changes.
 */
export const Levers = z.strictObject({
  /** Share of requests for the candidate, in percent (or parts of the traffic's `weightTotal`). */
  weight: z.int().min(0).optional(),
  /** Requests that go to the candidate whatever the weight; `null` ends it. */
  match: RequestMatch.nullable().optional(),
  /** Whether the canary route exists. */
  canary: z.enum(["present", "absent"]).optional(),
  /** Which side the primary route points to. */
  primary: z.enum(["baseline", "candidate"]).optional(),
  /** Percentage of requests copied to the candidate, whose answers are thrown away. */
  mirror: z.int().min(0).max(100).optional(),
  /** Helm values, by dotted path. */
  values: z.record(ref("value"), ChartScalar).optional(),
  /** Environment variables; `null` unsets. */
  variables: z.record(ref("variable"), z.string().nullable()).optional(),
  /** Instances that join: by name, or all that are left. */
  wave: z.union([z.array(ref("instance")).min(1), z.literal("rest")]).optional(),
  /** Work that is done in this stage. */
  tasks: z.array(ref("task")).optional(),
});
export type Levers = z.output<typeof Levers>;

/** One rung: what it moves, how long it holds, and what must be true to leave it. */
export const Stage = z.strictObject({
  name: Name,
  title: Text,
  description: Text.optional(),
  levers: Levers.default({}),
  /** Shortest time to stay; the gates are judged over the whole of it. */
  hold: Duration.optional(),
  /** What must pass before the rollout goes on. */
  gates: z.array(ref("gate")).default([]),
  /** What to run here, beside merging the pull request. */
  procedures: z.array(ref("procedure")).default([]),
});
export type Stage = z.output<typeof Stage>;

/** The way of a rollout through one environment. */
export const Ladder = z.strictObject({
  /** Namespace, where it is not the environment's own. */
  namespace: Name.optional(),
  /** Host that requests come in by; must end in one of the environment's suffixes. */
  host: z
    .string()
    .regex(/^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$/, {
      error: "expected a host name without wildcard",
    })
    .optional(),
  /** Which of the environment's routes are written, where it has an ingress and a gateway; all when left out. */
  routedBy: z
    .array(z.enum(["ingress", "gateway"]))
    .min(1)
    .optional(),
  /** Values files of this environment alone, after those of `helm.valuesFiles` and before ours. */
  valuesFiles: z.array(ValuesFile).default([]),
  /** Overlay of Helm values for this environment. */
  values: z.record(ref("value"), ChartScalar).default({}),
  /** Other environments that must have come so far, and stayed there so long, before this one starts. */
  entry: z.array(z.strictObject({ environment: Name, stage: Name, observedFor: Duration.optional(), note: Text.optional() })).default([]),
  /** When steps may be taken. */
  window: z.enum(["any-time", "working-hours"]).default("any-time"),
  /**
   * Stage that is gone back to when a rollback limit is broken, from every stage
   * after it. When left out: the last earlier stage at which the candidate has
   * no requests, no copies and no instances.
   */
  rollbackTo: Name.optional(),
  stages: z.array(Stage).min(2),
});
export type Ladder = z.output<typeof Ladder>;
