import type { Backend } from "../../model/traffic.ts";
import { patternMatcher } from "./header-pattern.ts";
import type { HeaderCondition, HttpRouteMatch, HttpRouteRule } from "./http-route-rules.ts";
import { matchesPath } from "./request-class.ts";
import { share, type Share } from "./share.ts";

/** A request as a gateway sees it: header names in lower case. */
export interface HttpRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Share of a request that a backend answers by the rules of an HTTPRoute;
 * `undefined` when no rule matches, or the one that does has no weight at all.
 * The best match wins: exact path, longer prefix, more headers, earlier rule.
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
 */
export function backendShare(rules: readonly HttpRouteRule[], backend: Backend, request: HttpRequest): Share | undefined {
  const [best] = rules
    .flatMap((rule) => rule.matches.filter((match) => matches(match, request)).map((match) => ({ rule, match })))
    .toSorted((left, right) => compareMatches(left.match, right.match));
  if (best === undefined) return undefined;
  const total = sum(best.rule.backendRefs);
  const wanted = best.rule.backendRefs.filter(({ name, port }) => name === backend.service && port === backend.port);
  return total === 0 ? undefined : share(sum(wanted), total);
}

function matches({ path, headers = [] }: HttpRouteMatch, request: HttpRequest): boolean {
  const type = path.type === "Exact" ? "Exact" : "Prefix";
  return matchesPath({ path: path.value, type }, request.path) && headers.every((condition) => holds(condition, request));
}

function holds({ type, name, value }: HeaderCondition, { headers }: HttpRequest): boolean {
  const sent = headers[name.toLowerCase()];
  if (sent === undefined) return false;
  return type === "Exact" ? sent === value : patternMatcher(value).test(sent);
}

/** Negative when `left` comes first; equals keep the order of the rules. */
function compareMatches(left: HttpRouteMatch, right: HttpRouteMatch): number {
  const exact = Number(right.path.type === "Exact") - Number(left.path.type === "Exact");
  if (exact !== 0) return exact;
  const longer = right.path.value.length - left.path.value.length;
  return longer !== 0 ? longer : (right.headers?.length ?? 0) - (left.headers?.length ?? 0);
}

function sum(backends: readonly { readonly weight: number }[]): number {
  return backends.reduce((total, { weight }) => total + weight, 0);
}
