import { rememberingFor } from "../../base/remembering.ts";
import type { Backend, RequestMatch, RoutePath } from "../../model/traffic.ts";
import { headerPattern } from "./header-pattern.ts";
import type { Routing } from "./routing.ts";

/**
 * One rule of an HTTPRoute, as the API has it. Fields with a default are said
 * all the same: what the server would add is what shows up as drift.
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
 */
export interface HttpRouteRule {
  readonly name: string;
  readonly matches: readonly HttpRouteMatch[];
  readonly filters?: readonly RequestMirror[];
  readonly backendRefs: readonly (BackendRef & { readonly weight: number })[];
}

/** Conditions that must all hold. */
export interface HttpRouteMatch {
  readonly path: { readonly type: "PathPrefix" | "Exact"; readonly value: string };
  readonly headers?: readonly HeaderCondition[];
}

/** A header that must have, or match, a value. */
export interface HeaderCondition {
  readonly type: "Exact" | "RegularExpression";
  readonly name: string;
  readonly value: string;
}

/** A Service of the route's own namespace. */
export interface BackendRef {
  readonly group: "";
  readonly kind: "Service";
  readonly name: string;
  readonly port: number;
}

/** Copies a percentage of the rule's requests; the answers are thrown away. */
export interface RequestMirror {
  readonly type: "RequestMirror";
  readonly requestMirror: { readonly backendRef: BackendRef; readonly percent: number };
}

/**
 * A routing as rules: header before cookie before weight. Of rules that match
 * a request equally well the first one counts, so among those by header and
 * cookie order is precedence. The rule for all requests asks for less than
 * they do, so it may stand anywhere; it stands first, as gateways that know
 * rules by their place would otherwise take it for another one, and set it up
 * anew under traffic, whenever a stage adds or drops a match.
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
 */
export const httpRouteRules = rememberingFor((routing: Routing): readonly HttpRouteRule[] => {
  const { backends, primary, canary, mirrorPercent, paths } = routing;
  const decided = canary?.match === undefined ? [] : conditions(canary.match);
  return [
    {
      name: "default",
      matches: paths.map(pathMatch),
      ...(mirrorPercent === 0 ? {} : { filters: [mirror(backends.candidate, mirrorPercent)] }),
      backendRefs:
        canary === undefined
          ? [{ ...backendRef(backends[primary]), weight: 1 }]
          : [
              { ...backendRef(backends[primary]), weight: canary.total - canary.weight },
              { ...backendRef(backends.candidate), weight: canary.weight },
            ],
    },
    ...decided.map(({ name, condition, side }): HttpRouteRule => ({
      name,
      matches: paths.map((path) => ({ ...pathMatch(path), headers: [condition] })),
      backendRefs: [{ ...backendRef(backends[side === "candidate" ? "candidate" : primary]), weight: 1 }],
    })),
  ];
});

interface Decided {
  readonly name: string;
  readonly condition: HeaderCondition;
  readonly side: "candidate" | "primary";
}

function conditions({ header, cookie }: RequestMatch): readonly Decided[] {
  return [...(header === undefined ? [] : headerConditions(header)), ...(cookie === undefined ? [] : cookieConditions(cookie))];
}

function headerConditions({ name, value, pattern }: NonNullable<RequestMatch["header"]>): readonly Decided[] {
  const exact = (text: string): HeaderCondition => ({ type: "Exact", name, value: text });
  if (value !== undefined) return [{ name: "header-candidate", condition: exact(value), side: "candidate" }];
  if (pattern !== undefined) {
    const translated = headerPattern(pattern);
    const condition: HeaderCondition = {
      type: "RegularExpression",
      name,
      value: translated.problem === undefined ? translated.pattern : pattern,
    };
    return [{ name: "header-candidate", condition, side: "candidate" }];
  }
  return [
    { name: "header-candidate", condition: exact("always"), side: "candidate" },
    { name: "header-primary", condition: exact("never"), side: "primary" },
  ];
}

function cookieConditions(cookie: string): readonly Decided[] {
  // The whole header is matched, as some gateways ask for: cookies before, the cookie, cookies after.
  const name = cookie.replace(/[.]/g, "\\.");
  const condition = (value: string): HeaderCondition => ({
    type: "RegularExpression",
    name: "Cookie",
    value: `^(?:.*;\\s*)?${name}=${value}(?:;.*)?$`,
  });
  return [
    { name: "cookie-candidate", condition: condition("always"), side: "candidate" },
    { name: "cookie-primary", condition: condition("never"), side: "primary" },
  ];
}

function pathMatch({ path, type }: RoutePath): HttpRouteMatch {
  return { path: { type: type === "Exact" ? "Exact" : "PathPrefix", value: path } };
}

function backendRef({ service, port }: Backend): BackendRef {
  return { group: "", kind: "Service", name: service, port };
}

function mirror(candidate: Backend, percent: number): RequestMirror {
  return { type: "RequestMirror", requestMirror: { backendRef: backendRef(candidate), percent } };
}
