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
import { ChartValue, Helm } from "./helm.ts";
import { Ladder } from "./ladder.ts";
import { Matchers, Metric } from "./metric.ts";
import { AlertName, MetricName, Name, VariableName, ref, type NameKind } from "./name.ts";
import type { Named, NameSets } from "./named.ts";
import { Probe } from "./probe.ts";
import { Procedure } from "./procedure.ts";
import { Rollback } from "./rollback.ts";
import { Signal } from "./signal.ts";
import { Day, Reference, Text } from "./text.ts";
import { Traffic } from "./traffic.ts";

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
      repository: z.string().regex(/^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+$/, { error: "expected an image repository such as ghcr.io/team/app" }),
      tag: z.string().regex(/^[\w][\w.-]{0,127}$/),
      digest: z.string().regex(/^sha256:[0-9a-f]{64}$/, { error: "expected a digest sha256:<64 hexadecimal digits>" }),
    })
    .optional(),

  /** Instances that waves move, by name. */
  instances: z
    .record(Name, z.strictObject({ port: z.int().min(1).max(65_535).optional(), risk: z.enum(["low", "normal", "high"]).default("normal"), note: Text.optional() }))
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
});
export type Rollout = z.output<typeof Rollout>;

type Input = z.input<typeof Rollout>;
type HelmInput = NonNullable<Input["helm"]>;

/** The same names, where they are used rather than given: not a place to infer them from. */
type Referred<Names extends NameSets> = { readonly [Kind in NameKind]: NoInfer<Names[Kind]> };

/** What {@link defineRollout} takes: a {@link Rollout} whose inner names must exist. */
export type RolloutDefinition<Names extends NameSets> = Named<
  Omit<
    Input,
    "metrics" | "signals" | "gates" | "alerts" | "probes" | "contacts" | "procedures" | "tasks" | "variables" | "instances" | "helm"
  >,
  Referred<Names>
> & {
  readonly metrics?: { readonly [Name in Names["metric"]]: z.input<typeof Metric> };
  readonly signals?: { readonly [Name in Names["signal"]]: Named<z.input<typeof Signal>, Referred<Names>> };
  readonly gates?: { readonly [Name in Names["gate"]]: Named<z.input<typeof Gate>, Referred<Names>> };
  readonly alerts?: { readonly [Name in Names["alert"]]: Named<z.input<typeof Alert>, Referred<Names>> };
  readonly probes?: { readonly [Name in Names["probe"]]: Named<z.input<typeof Probe>, Referred<Names>> };
  readonly contacts: { readonly [Name in Names["contact"]]: z.input<typeof Contact> };
  readonly procedures?: { readonly [Name in Names["procedure"]]: Named<z.input<typeof Procedure>, Referred<Names>> };
  readonly tasks?: { readonly [Name in Names["task"]]: Named<z.input<typeof Task>, Referred<Names>> };
  readonly variables?: { readonly [Name in Names["variable"]]: z.input<typeof Variable> };
  readonly instances?: { readonly [Name in Names["instance"]]: NonNullable<Input["instances"]>[string] };
  readonly helm?: Omit<HelmInput, "values"> & {
    readonly values?: { readonly [Path in Names["value"]]: z.input<typeof ChartValue> };
  };
};

/**
 * Declares a rollout. Names of signals, gates, alerts and the rest are checked
 * against each other by the compiler; everything else when the project is
 * read, where errors name the file.
 */
export function defineRollout<
  Metric extends string = never,
  Signal extends string = never,
  Gate extends string = never,
  Alert extends string = never,
  Probe extends string = never,
  Contact extends string = never,
  Procedure extends string = never,
  Task extends string = never,
  Variable extends string = never,
  Value extends string = never,
  Instance extends string = never,
>(
  definition: RolloutDefinition<{
    metric: Metric;
    signal: Signal;
    gate: Gate;
    alert: Alert;
    probe: Probe;
    contact: Contact;
    procedure: Procedure;
    task: Task;
    variable: Variable;
    value: Value;
    instance: Instance;
  }>,
): typeof definition {
  return definition;
}
