import type { ValuePath } from "../check.ts";
import { modifierRules } from "./path-rules.ts";
import { fields, has, items, type Fields, type Violation } from "./violation.ts";

/** Types of filters by the field that configures them. */
const filterTypes = {
  cors: "CORS",
  requestHeaderModifier: "RequestHeaderModifier",
  responseHeaderModifier: "ResponseHeaderModifier",
  requestMirror: "RequestMirror",
  requestRedirect: "RequestRedirect",
  urlRewrite: "URLRewrite",
  extensionRef: "ExtensionRef",
} as const;

const once = ["CORS", "RequestHeaderModifier", "ResponseHeaderModifier", "RequestRedirect", "URLRewrite"];

/** Rules of a list of filters, of a rule or of a backend, and of each filter in it. */
export function* filterRules(filters: unknown, path: ValuePath): Generator<Violation> {
  const all = items(filters);
  const types = all.map(([, { type }]) => type);
  if (types.includes("RequestRedirect") && types.includes("URLRewrite")) {
    yield { path, message: "May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite, but not both" };
  }
  for (const type of once) {
    if (types.filter((one) => one === type).length > 1) yield { path, message: `${type} filter cannot be repeated` };
  }
  for (const [index, filter] of all) yield* oneFilter(filter, [...path, index]);
}

function* oneFilter(filter: Fields, path: ValuePath): Generator<Violation> {
  for (const [field, type] of Object.entries(filterTypes)) {
    if (has(filter, field) && filter["type"] !== type)
      yield { path: [...path, field], message: `filter.${field} must be nil if the filter.type is not ${type}` };
    if (!has(filter, field) && filter["type"] === type)
      yield { path, message: `filter.${field} must be specified for ${type} filter.type` };
  }
  yield* mirrorRules(fields(filter["requestMirror"]), [...path, "requestMirror"]);
  yield* corsRules(fields(filter["cors"]), [...path, "cors"]);
  for (const field of ["requestRedirect", "urlRewrite"])
    yield* modifierRules(fields(fields(filter[field])["path"]), [...path, field, "path"]);
}

function* mirrorRules(mirror: Fields, path: ValuePath): Generator<Violation> {
  if (has(mirror, "percent") && has(mirror, "fraction"))
    yield { path, message: "Only one of percent or fraction may be specified in HTTPRequestMirrorFilter" };
  const { numerator, denominator = 100 } = fields(mirror["fraction"]);
  if (typeof numerator === "number" && typeof denominator === "number" && numerator > denominator) {
    yield { path: [...path, "fraction"], message: "numerator must be less than or equal to denominator" };
  }
  if (has(mirror, "backendRef")) yield* backendRules(fields(mirror["backendRef"]), [...path, "backendRef"]);
}

function* corsRules(cors: Fields, path: ValuePath): Generator<Violation> {
  for (const [field, name, noun] of [
    ["allowHeaders", "AllowHeaders", "methods"],
    ["allowMethods", "AllowMethods", "methods"],
    ["allowOrigins", "AllowOrigins", "origins"],
  ] as const) {
    const values = cors[field];
    if (Array.isArray(values) && values.includes("*") && values.length > 1)
      yield { path: [...path, field], message: `${name} cannot contain '*' alongside other ${noun}` };
  }
}

/** Rule of a reference to a backend: a Service is reached at a port. */
export function* backendRules({ group = "", kind = "Service", port }: Fields, path: ValuePath): Generator<Violation> {
  if (group === "" && kind === "Service" && port === undefined) yield { path, message: "Must have port for Service reference" };
}

/** Whether one of the filters replaces the matched prefix by a redirect or rewrite. */
export function replacesPrefix(filters: unknown, field: "requestRedirect" | "urlRewrite"): boolean {
  const replacing = items(filters).filter(([, filter]) => {
    const modifier = fields(fields(filter[field])["path"]);
    return modifier["type"] === "ReplacePrefixMatch" && has(modifier, "replacePrefixMatch");
  });
  return replacing.length === 1;
}
