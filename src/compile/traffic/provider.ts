import type { Environment } from "../../model/environment.ts";
import type { Ladder } from "../../model/ladder.ts";

/** What a routing is written for: two Ingresses of ingress-nginx, or an HTTPRoute of the Gateway API. */
export type Provider = "ingress-nginx" | "http-route";

/** The providers of a ladder in its environment; with both, both are written and must agree. */
export function providersOf({ traffic }: Environment, { routedBy }: Ladder): readonly Provider[] {
  const written = (way: "ingress" | "gateway"): boolean => traffic[way] !== undefined && (routedBy?.includes(way) ?? true);
  return [...(written("ingress") ? ["ingress-nginx" as const] : []), ...(written("gateway") ? ["http-route" as const] : [])];
}
