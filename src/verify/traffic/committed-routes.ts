import { linearPattern } from "../../base/linear-pattern.ts";
import type { BackendRef, HttpRouteMatch, HttpRouteRule, HeaderCondition } from "../../compile/traffic/http-route-rules.ts";
import type { ValuePath } from "../check.ts";
import type { ManifestObject } from "../folder.ts";
import { fields, has, items, type Fields } from "../gateway/violation.ts";
import { objectName } from "../object-name.ts";
import { perFolder } from "../per-folder.ts";

/** One rule of an HTTPRoute, with where it stands. */
interface CommittedRule extends HttpRouteRule {
  readonly at: ValuePath;
  readonly mirrors: readonly { readonly backend: BackendRef; readonly percent: number | undefined; readonly at: ValuePath }[];
}

/** An HTTPRoute as it is committed. */
export interface CommittedRoute {
  readonly object: ManifestObject;
  /** `HTTPRoute "checkout"`. */
  readonly title: string;
  readonly hostnames: readonly string[];
  readonly rules: readonly CommittedRule[];
  /** What of its matches our reading of it cannot judge. */
  readonly beyond: string | undefined;
}

/** The HTTPRoutes of a folder, read without trust: what is not of the right form is left out. */
export const committedRoutes = perFolder((folder): readonly CommittedRoute[] =>
  folder
    .objects()
    .filter(({ value }) => value["kind"] === "HTTPRoute")
    .map(routeOf),
);

function routeOf(object: ManifestObject): CommittedRoute {
  const spec = fields(object.value["spec"]);
  const { hostnames } = spec;
  return {
    object,
    title: objectName(object.value),
    hostnames: Array.isArray(hostnames) ? hostnames.filter((host) => typeof host === "string") : [],
    rules: items(spec["rules"]).map(([index, rule]) => ruleOf(rule, ["spec", "rules", index])),
    beyond: items(spec["rules"])
      .flatMap(([, rule]) => items(rule["matches"]))
      .map(([, match]) => beyond(match))
      .find((found) => found !== undefined),
  };
}

function ruleOf(rule: Fields, at: ValuePath): CommittedRule {
  const mirrors = items(rule["filters"]).flatMap(([index, filter]) => {
    const mirror = fields(filter["requestMirror"]);
    if (filter["type"] !== "RequestMirror") return [];
    return [
      { backend: reference(fields(mirror["backendRef"])), percent: percentOf(mirror), at: [...at, "filters", index, "requestMirror"] },
    ];
  });
  return {
    name: typeof rule["name"] === "string" ? rule["name"] : "",
    matches: has(rule, "matches") ? items(rule["matches"]).map(([, match]) => matchOf(match)) : [matchOf({})],
    backendRefs: items(rule["backendRefs"]).map(([, backend]) => ({
      ...reference(backend),
      weight: typeof backend["weight"] === "number" ? backend["weight"] : 1,
    })),
    mirrors,
    at,
  };
}

function percentOf({ percent, fraction }: Fields): number | undefined {
  if (typeof percent === "number") return percent;
  const { numerator, denominator = 100 } = fields(fraction);
  if (typeof numerator !== "number") return fraction === undefined ? 100 : undefined;
  return typeof denominator === "number" && denominator > 0 ? (numerator * 100) / denominator : undefined;
}

function reference({ name, port }: Fields): BackendRef {
  return { group: "", kind: "Service", name: typeof name === "string" ? name : "", port: typeof port === "number" ? port : 0 };
}

function matchOf(match: Fields): HttpRouteMatch {
  const { type = "PathPrefix", value = "/" } = fields(match["path"]);
  const headers = items(match["headers"]).map(([, header]): HeaderCondition => ({
    type: header["type"] === "RegularExpression" ? "RegularExpression" : "Exact",
    name: typeof header["name"] === "string" ? header["name"] : "",
    value: typeof header["value"] === "string" ? header["value"] : "",
  }));
  return { path: { type: type === "Exact" ? "Exact" : "PathPrefix", value: typeof value === "string" ? value : "/" }, headers };
}

function beyond(match: Fields): string | undefined {
  if (fields(match["path"])["type"] === "RegularExpression") return "a path by regular expression";
  if (has(match, "method")) return "a method";
  if (has(match, "queryParams")) return "query parameters";
  const pattern = items(match["headers"])
    .map(([, { type, value }]) => (type === "RegularExpression" && typeof value === "string" ? value : undefined))
    .find((value) => value !== undefined && linearPattern(value) === undefined);
  return pattern === undefined ? undefined : `the pattern ${JSON.stringify(pattern.slice(0, 80))}`;
}
