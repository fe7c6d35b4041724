import type { ValuePath } from "../check.ts";
import { backendRules, filterRules, replacesPrefix } from "./filter-rules.ts";
import { parentRules } from "./parent-rules.ts";
import { pathRules } from "./path-rules.ts";
import { fields, has, items, type Fields, type Violation } from "./violation.ts";

/**
 * The validation rules (CEL) of the HTTPRoute CRD, standard channel of release
 * 1.6. The API server fills in defaults before it asks them; so is done here.
 * @see https://github.com/kubernetes-sigs/gateway-api/blob/v1.6.1/config/crd/standard/gateway.networking.k8s.io_httproutes.yaml
 */
export function* routeRules(route: Fields): Generator<Violation> {
  const spec = fields(route["spec"]);
  yield* parentRules(spec["parentRefs"], ["spec", "parentRefs"]);
  const rules = items(spec["rules"]);
  const matches = rules.reduce((total, [, rule]) => total + matchesOf(rule).length, 0);
  if (matches > 128) {
    yield {
      path: ["spec", "rules"],
      message:
        "While 16 rules and 64 matches per rule are allowed, the total number of matches across all rules in a route must be less than 128",
    };
  }
  for (const [index, rule] of rules) yield* oneRule(rule, ["spec", "rules", index]);
}

/** The matches of a rule; a rule without any matches every path. */
function matchesOf(rule: Fields): readonly Fields[] {
  return has(rule, "matches") ? items(rule["matches"]).map(([, match]) => match) : [{}];
}

function* oneRule(rule: Fields, path: ValuePath): Generator<Violation> {
  const backends = items(rule["backendRefs"]);
  if (backends.length > 0 && items(rule["filters"]).some(([, filter]) => has(filter, "requestRedirect"))) {
    yield { path, message: "RequestRedirect filter must not be used together with backendRefs" };
  }
  yield* prefixRules(rule, path);
  yield* filterRules(rule["filters"], [...path, "filters"]);
  for (const [index, backend] of backends) {
    const at = [...path, "backendRefs", index];
    yield* backendRules(backend, at);
    yield* filterRules(backend["filters"], [...at, "filters"]);
  }
  for (const [index, match] of items(rule["matches"])) {
    if (has(match, "path")) yield* pathRules(fields(match["path"]), [...path, "matches", index, "path"]);
  }
  yield* timeoutRules(fields(rule["timeouts"]), [...path, "timeouts"]);
}

/** Which prefix is replaced must be clear. */
function* prefixRules(rule: Fields, path: ValuePath): Generator<Violation> {
  const [only, ...more] = matchesOf(rule);
  const { type = "PathPrefix" } = fields(only?.["path"]);
  if (more.length === 0 && only !== undefined && type === "PathPrefix") return;
  const inBackends = (field: "requestRedirect" | "urlRewrite"): boolean =>
    items(rule["backendRefs"]).filter(([, backend]) => replacesPrefix(backend["filters"], field)).length === 1;
  for (const [field, name] of [
    ["requestRedirect", "RequestRedirect"],
    ["urlRewrite", "URLRewrite"],
  ] as const) {
    const wanted = `using ${name} filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified`;
    if (replacesPrefix(rule["filters"], field)) yield { path, message: `When ${wanted}` };
    if (inBackends(field)) yield { path, message: `Within backendRefs, ${field === "urlRewrite" ? "When" : "when"} ${wanted}` };
  }
}

function* timeoutRules({ request, backendRequest }: Fields, path: ValuePath): Generator<Violation> {
  const whole = milliseconds(request);
  const inner = milliseconds(backendRequest);
  if (whole !== undefined && inner !== undefined && whole !== 0 && inner > whole)
    yield { path, message: "backendRequest timeout cannot be longer than request timeout" };
}

const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };

function milliseconds(duration: unknown): number | undefined {
  if (typeof duration !== "string" || !/^(\d{1,5}(h|m|s|ms)){1,4}$/.test(duration)) return undefined;
  return [...duration.matchAll(/(\d+)(ms|h|m|s)/g)].reduce((sum, [, count, unit = ""]) => sum + Number(count) * (units[unit] ?? 0), 0);
}
