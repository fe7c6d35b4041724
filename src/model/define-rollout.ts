import type { z } from "zod";
import type { Alert } from "./alert.ts";
import type { Gate } from "./gate.ts";
import type { Contact, Task, Variable } from "./guide.ts";
import type { ChartValue } from "./helm.ts";
import type { Metric } from "./metric.ts";
import type { NameKind } from "./name.ts";
import type { Named, NameSets } from "./named.ts";
import type { Probe } from "./probe.ts";
import type { Procedure } from "./procedure.ts";
import type { Rollout } from "./rollout.ts";
import type { Signal } from "./signal.ts";

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
