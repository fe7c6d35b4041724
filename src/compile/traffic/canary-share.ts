import type { Backend } from "../../model/traffic.ts";
import { patternMatcher } from "./header-pattern.ts";
import { nginxPrefix, type IngressIntent } from "./ingresses.ts";
import type { RequestClass } from "./request-class.ts";
import { none, share, whole, type Share } from "./share.ts";
import { sameBackend } from "./routing.ts";

/** What requests are judged by: two Ingresses of the same host and paths, and which backend is which side. */
export interface IngressSplit {
  readonly primary: IngressIntent;
  readonly canary: IngressIntent | undefined;
  readonly sides: Readonly<Record<"baseline" | "candidate", Backend>>;
}

/**
 * Share of a class of requests that the canary Ingress takes from the primary
 * one, decided in the order and with the oddities of ingress-nginx's balancer.
 * @see https://github.com/kubernetes/ingress-nginx/blob/main/rootfs/etc/nginx/lua/balancer.lua
 */
export function canaryShare({ primary, canary, sides }: IngressSplit, request: RequestClass): Share {
  // An alternative that is not enabled, or is the primary itself, is dropped.
  if (canary === undefined || annotation(canary, "canary") !== "true" || sameBackend(primary.backend, canary.backend)) return none;
  const sticky = annotation(primary, "affinity") === "cookie" && request.session !== undefined ? sides[request.session] : undefined;
  if (sticky !== undefined && sameBackend(sticky, primary.backend)) return none;
  if (sticky !== undefined && sameBackend(sticky, canary.backend)) return whole;
  return byHeader(canary, request) ?? byCookie(canary, request) ?? byWeight(canary);
}

function byHeader(canary: IngressIntent, { header }: RequestClass): Share | undefined {
  if (header === undefined || annotation(canary, "canary-by-header") === "") return undefined;
  const value = annotation(canary, "canary-by-header-value");
  if (value !== "") return header === value ? whole : undefined;
  const pattern = annotation(canary, "canary-by-header-pattern");
  if (pattern !== "") return byPattern(pattern, header);
  return byWord(header);
}

function byPattern(pattern: string, header: string): Share | undefined {
  try {
    return patternMatcher(pattern).test(header) ? whole : undefined;
  } catch {
    // A pattern that does not compile keeps the request at the primary; cookie and weight are not asked.
    return none;
  }
}

function byCookie(canary: IngressIntent, { cookie }: RequestClass): Share | undefined {
  return cookie === undefined || annotation(canary, "canary-by-cookie") === "" ? undefined : byWord(cookie);
}

function byWord(word: string): Share | undefined {
  return word === "always" ? whole : word === "never" ? none : undefined;
}

function byWeight(canary: IngressIntent): Share {
  const total = integer(annotation(canary, "canary-weight-total")) ?? 100;
  return share(integer(annotation(canary, "canary-weight")) ?? 0, total > 100 ? total : 100);
}

function integer(text: string): number | undefined {
  return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

function annotation({ annotations }: IngressIntent, key: string): string {
  return annotations[`${nginxPrefix}${key}`] ?? "";
}
