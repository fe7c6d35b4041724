import { selector } from "../base/promql.ts";
import type { Context } from "./context.ts";
import type { Delivery } from "../model/delivery.ts";

/** An object that applies a rollout's manifests, and how it is asked about. */
export interface DeliveredObject {
  readonly delivery: Delivery;
  /** As people know it: `application shop-production of Argo CD`. */
  readonly words: string;
  /** One series, whose labels tell how the object is. */
  readonly selector: string;
}

/** The object that applies a rollout in an environment; `undefined` where nobody is asked. */
export function deliveredObject({ rollout, environment }: Pick<Context, "rollout" | "environment">): DeliveredObject | undefined {
  const { delivery } = environment;
  if (delivery === undefined) return undefined;
  const filled = (text: string): string =>
    text.replaceAll("{rollout}", rollout.name).replaceAll("{service}", rollout.service).replaceAll("{environment}", environment.name);
  const namespace = delivery.namespace === undefined ? undefined : filled(delivery.namespace);
  const place = namespace === undefined ? "" : `${namespace}/`;
  const matchers = (labels: Readonly<Record<string, string | undefined>>) =>
    Object.entries(labels).flatMap(([label, value]) => (value === undefined ? [] : [{ label, operator: "=", value } as const]));
  switch (delivery.kind) {
    case "argo-cd": {
      const name = filled(delivery.application);
      return {
        delivery,
        words: `application ${place}${name} of Argo CD`,
        selector: selector("argocd_app_info", matchers({ name, namespace })),
      };
    }
    case "flux": {
      const name = filled(delivery.name);
      return {
        delivery,
        words: `${delivery.resource} ${place}${name} of Flux`,
        selector: selector("gotk_resource_info", matchers({ customresource_kind: delivery.resource, exported_namespace: namespace, name })),
      };
    }
  }
}
