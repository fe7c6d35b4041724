import type { ValuePath } from "../check.ts";
import { has, type Fields, type Violation } from "./violation.ts";

const absolute = "when type one of ['Exact', 'PathPrefix']";

const faults: readonly (readonly [(path: string) => boolean, string])[] = [
  [(path) => !path.startsWith("/"), `value must be an absolute path and start with '/' ${absolute}`],
  ...["//", "/./", "/../", "%2f", "%2F", "#"].map(
    (part) => [(path: string) => path.includes(part), `must not contain '${part}' ${absolute}`] as const,
  ),
  ...["/..", "/."].map((end) => [(path: string) => path.endsWith(end), `must not end with '${end}' ${absolute}`] as const),
  [
    (path) => !/^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/.test(path),
    "must only contain valid characters (matching ^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$) for types ['Exact', 'PathPrefix']",
  ],
];

/** Rules of `HTTPPathMatch`. A path is a prefix of `/` where nothing else is said. */
export function* pathRules(match: Fields, path: ValuePath): Generator<Violation> {
  const { type = "PathPrefix", value = "/" } = match;
  if ((type !== "Exact" && type !== "PathPrefix") || typeof value !== "string") return;
  for (const [fails, message] of faults) if (fails(value)) yield { path: [...path, "value"], message };
}

const modifiers = [
  ["ReplaceFullPath", "replaceFullPath"],
  ["ReplacePrefixMatch", "replacePrefixMatch"],
] as const;

/** Rules of `HTTPPathModifier`, of a redirect or a rewrite. */
export function* modifierRules(modifier: Fields, path: ValuePath): Generator<Violation> {
  for (const [type, field] of modifiers) {
    if (modifier["type"] === type && !has(modifier, field))
      yield { path, message: `${field} must be specified when type is set to '${type}'` };
    if (modifier["type"] !== type && has(modifier, field))
      yield { path: [...path, field], message: `type must be '${type}' when ${field} is set` };
  }
}
