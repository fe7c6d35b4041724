import { z } from "zod";

/** A name of a Kubernetes object, in which `{rollout}`, `{service}` and `{environment}` stand for theirs. */
const ObjectName = z.string().regex(/^(?:[a-z0-9.-]|\{(?:rollout|service|environment)\})+$/, {
  error: "expected the name of an object, with {rollout}, {service} and {environment} as the only placeholders",
});

/**
 * What tells in the same Prometheus that a rollout's manifests were applied.
 * Where it is named, a stage is left only while it says so.
 */
export const Delivery = z.discriminatedUnion("kind", [
  /**
   * An Application of Argo CD, by `argocd_app_info` of its application controller.
   * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/metrics/
   */
  z.strictObject({ kind: z.literal("argo-cd"), application: ObjectName, namespace: ObjectName.optional() }),
  /**
   * A resource of Flux, by `gotk_resource_info` of kube-state-metrics.
   * @see https://fluxcd.io/flux/monitoring/custom-metrics/
   */
  z.strictObject({
    kind: z.literal("flux"),
    resource: z.enum(["Kustomization", "HelmRelease"]).default("Kustomization"),
    name: ObjectName,
    namespace: ObjectName.optional(),
  }),
]);
export type Delivery = z.output<typeof Delivery>;
