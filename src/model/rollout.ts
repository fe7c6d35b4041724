import { z } from "zod";
import { Alert } from "./alert.ts";
import { Gate } from "./gate.ts";
import {
  ActionList,
  Architecture,
  Automation,
  Cleanup,
  Compatibility,
  Contact,
  Decision,
  Dependency,
  ExitCriteria,
  Invariant,
  Phase,
  Precondition,
  Rehearsal,
  Risk,
  Sample,
  Scope,
  Task,
  Troubleshooting,
  Variable,
} from "./guide.ts";
import { Helm } from "./helm.ts";
import { Ladder } from "./ladder.ts";
import { Matchers, Metric } from "./metric.ts";
import { AlertName, MetricName, Name, VariableName, ref } from "./name.ts";
import { Probe } from "./probe.ts";
import { Procedure } from "./procedure.ts";
import { Rollback } from "./rollback.ts";
import { Signal } from "./signal.ts";
import { Silence } from "./silence.ts";
import { Day, Reference, Text } from "./text.ts";
import { Traffic } from "./traffic.ts";

const Tag = z.string().regex(/^[\w][\w.-]{0,127}$/, { error: "expected an image tag such as 2026.11.0" });
const Digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, { error: "expected a digest sha256:<64 hexadecimal digits>" });

/**
 * One change to one service and the way it goes out. Everything that is said
 * of it is said here, once; the file name is its name.
 */
export const Rollout = z.strictObject({
  name: Name,
  title: Text,
  /** What changes, for whom, in a paragraph. */
  summary: Text,
  objective: Text.optional(),
  service: Name,
  team: ref("contact"),
  /** Epic, ticket or decision record that tracks the work. */
  tracker: Text.optional(),
  status: Text.optional(),
  updatedOn: Day.optional(),
  review: z.strictObject({ on: Day, purpose: Text }).optional(),
  image: z
    .strictObject({
      repository: z
        .string()
        .regex(/^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+$/, { error: "expected an image repository such as ghcr.io/team/app" }),
      tag: Tag,
      digest: Digest,
      /** What runs on the first stage of a ladder, before anything has moved: going back there goes back to it. */
      before: z.strictObject({ tag: Tag, digest: Digest }).optional(),
    })
    .optional(),

  /** Instances that waves move, by name. */
  instances: z
    .record(
      Name,
      z.strictObject({
        port: z.int().min(1).max(65_535).optional(),
        risk: z.enum(["low", "normal", "high"]).default("normal"),
        note: Text.optional(),
      }),
    )
    .default({}),
  traffic: Traffic.optional(),
  helm: Helm.optional(),
  variables: z.record(VariableName, Variable).default({}),

  metrics: z.record(MetricName, Metric).default({}),
  /** Labels by which series of the two sides are told apart. */
  variants: z.strictObject({ baseline: Matchers, candidate: Matchers }).optional(),
  signals: z.record(Name, Signal).default({}),
  gates: z.record(Name, Gate).default({}),
  alerts: z.record(AlertName, Alert).default({}),
  /** One series that is 1 exactly when all of these gates are within their hold limits now, else 0. */
  readiness: z.strictObject({ record: MetricName.optional(), gates: z.array(ref("gate")).min(1) }).optional(),
  probes: z.record(Name, Probe).default({}),

  ladders: z.record(Name, Ladder),
  /**
   * What becomes of a ramp under way when its image changes: `restart` goes back
   * to the first stage and begins again, `queue` does so once the ramp is done
   * or was taken back, `refuse` takes no step until people have decided. Until it
   * begins again, the ramp keeps the image it has.
   */
  whenChanged: z.enum(["restart", "queue", "refuse"]).default("refuse"),
  rollback: Rollback,
  cleanup: Cleanup.optional(),

  contacts: z.record(Name, Contact),
  scope: Scope.prefault({}),
  architecture: Architecture.optional(),
  compatibility: Compatibility.optional(),
  preconditions: z.array(Precondition).default([]),
  invariants: z.array(Invariant).default([]),
  procedures: z.record(Name, Procedure).default({}),
  tasks: z.record(Name, Task).default({}),
  phases: z.array(Phase).default([]),
  exitCriteria: z.array(ExitCriteria).default([]),
  troubleshooting: z.array(Troubleshooting).default([]),
  samples: z.array(Sample).default([]),
  rehearsals: z.array(Rehearsal).default([]),
  automation: z.array(Automation).default([]),
  risks: z.array(Risk).default([]),
  dependencies: z.array(Dependency).default([]),
  decision: Decision.optional(),
  actions: z.array(ActionList).default([]),
  references: z.array(Reference).default([]),
  /** Checks that are not to speak of something here; each is reported while it holds. */
  silences: z.array(Silence).default([]),
});
export type Rollout = z.output<typeof Rollout>;
