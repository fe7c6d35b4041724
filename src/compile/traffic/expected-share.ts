import { backendShare } from "./backend-share.ts";
import { httpRouteRules } from "./http-route-rules.ts";
import { canaryShare } from "./canary-share.ts";
import { ingresses } from "./ingresses.ts";
import type { Provider } from "./provider.ts";
import { matchesPath, type RequestClass } from "./request-class.ts";
import { sameBackend, type Routing } from "./routing.ts";
import { whole, type Share } from "./share.ts";

/**
 * The exact share of a class of requests that the candidate answers, worked
 * out from what is written for the provider rather than from what was meant;
 * `undefined` for a request that is not routed at all.
 */
export function expectedShare(routing: Routing, request: RequestClass, provider: Provider): Share | undefined {
  return provider === "ingress-nginx" ? byIngress(routing, request) : byHttpRoute(routing, request);
}

function byIngress(routing: Routing, request: RequestClass): Share | undefined {
  if (!routing.paths.some((path) => matchesPath(path, request.path))) return undefined;
  const { primary, canary } = ingresses(routing);
  if (sameBackend(primary.backend, routing.backends.candidate)) return whole;
  return canaryShare({ primary, canary, sides: routing.backends }, request);
}

function byHttpRoute(routing: Routing, request: RequestClass): Share | undefined {
  const { header, cookie } = routing.canary?.match ?? {};
  const headers: Record<string, string> = {};
  if (header !== undefined && request.header !== undefined) headers[header.name.toLowerCase()] = request.header;
  if (cookie !== undefined && request.cookie !== undefined) headers["cookie"] = `theme=dark; ${cookie}=${request.cookie}; lang=en`;
  return backendShare(httpRouteRules(routing), routing.backends.candidate, { path: request.path, headers });
}
