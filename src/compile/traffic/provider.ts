import type { Environment } from "../../model/environment.ts";

/** What a routing is written for: two Ingresses of ingress-nginx, or an HTTPRoute of the Gateway API. */
export type Provider = "ingress-nginx" | "http-route";

/** The providers of an environment; with both, both are written and must agree. */
export function providersOf({ traffic }: Environment): readonly Provider[] {
  return [...(traffic.ingress === undefined ? [] : ["ingress-nginx" as const]), ...(traffic.gateway === undefined ? [] : ["http-route" as const])];
}
