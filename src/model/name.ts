import { z } from "zod";

/**
 * A DNS label: names of rollouts, environments, stages, gates and everything
 * else that ends in a path, a branch or a Kubernetes object.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names
 */
export const Name = z.string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, {
  error: "expected a name of lower-case letters, digits and inner hyphens, at most 63 characters",
});

/** @see https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels */
export const MetricName = z.string().regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/, {
  error: "expected a Prometheus metric name such as http_requests_total",
});

/** A Prometheus label name; names with two leading underscores are reserved by Prometheus. */
export const LabelName = z.string().regex(/^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/, {
  error: "expected a Prometheus label name such as status",
});

/** An alert's name: CamelCase, as alerts are named in the field. */
export const AlertName = z.string().regex(/^[A-Z][A-Za-z0-9]{2,79}$/, {
  error: "expected an alert name in CamelCase such as CheckoutErrorRateHigh",
});

/** An environment variable's name as POSIX has it. */
export const VariableName = z.string().regex(/^[A-Z_][A-Z0-9_]{0,127}$/, {
  error: "expected an environment variable name such as SHADOW_MODE_ENABLED",
});

/** A dotted path into Helm values: `tokenShaping.canary.weight`. */
export const ValuePath = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z][A-Za-z0-9_-]*)*$/, {
    error: "expected a dotted path of Helm values such as image.tag",
  })
  .refine((path) => !path.split(".").some((key) => key === "constructor" || key === "prototype"), {
    error: "expected a path without the reserved keys constructor and prototype",
  });

/** The things of a rollout that other parts of it name. */
export const nameKinds = [
  "metric",
  "signal",
  "gate",
  "alert",
  "probe",
  "contact",
  "procedure",
  "task",
  "variable",
  "value",
  "instance",
] as const;
export type NameKind = (typeof nameKinds)[number];

declare const refKind: unique symbol;

/** The name of something that is defined elsewhere in the same rollout. */
export type Ref<Kind extends NameKind> = string & { readonly [refKind]: Kind };

/** Which kind of thing a schema made by {@link ref} names. */
export const refs = z.registry<{ readonly names: NameKind }>();

/** A schema for the name of a `kind`; that the name exists is checked over the whole rollout. */
export function ref<Kind extends NameKind>(kind: Kind) {
  return z
    .custom<Ref<Kind>>((value) => typeof value === "string", { error: `expected the name of a ${kind}` })
    .register(refs, { names: kind });
}
