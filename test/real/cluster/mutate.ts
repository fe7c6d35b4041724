import { record, type Manifest } from "./client.ts";
import type { Random } from "./random.ts";

/** Texts that rules trip over. */
const texts: readonly [string, ...string[]] = [
  "",
  "*",
  "*.koan.dev",
  "mcp.koan.dev",
  "koan.dev.evil.example.com",
  "mcp.staging.gostoa.dev",
  "always",
  "true",
  "0",
  "5",
  "007",
  "+5",
  "-1",
  "101",
  "1e3",
  "99999999999999999999",
  " 5",
  "production",
  "staging",
  "rampart",
  "critical",
  "warning",
  "info",
  "https://git.example.com/a/RUNBOOK.md#x",
  "http://x y",
  "2026-12-24",
  "24h",
  "%s %d",
  'a "quoted" \\ text',
  "zwei\nZeilen",
  "größer",
  "🙂 up",
  "present",
  "absent",
  "candidate",
];
const numbers: readonly [number, ...number[]] = [0, 1, 2, 5, 9, 10, 11, 25, 50, 99, 100, 101, 1000, 3600, 14_400];
const oddNumbers: readonly [number, ...number[]] = [...numbers, -1, 0.5, 14_399.5, 1e9, 2 ** 53 - 1];

/** Values that a field of a known name takes, so that mutants reach the policies that look at it. */
const fields: readonly (readonly [RegExp, readonly [string, ...string[]]])[] = [
  [
    /canary-weight(-total)?$/,
    ["0", "1", "5", "50", "100", "101", "200", "1000", "-1", "abc", "1e1", "007", "+5", "", " 5", "5.0", "99999999999999999999"],
  ],
  [/canary$/, ["true", "false", "True", "1", ""]],
  [/^host$|hostnames|hosts/, ["*.koan.dev", "mcp.koan.dev", "other.example.com", "a.koan.dev", "koan.dev", "x.mcp.staging.gostoa.dev"]],
  [/rampart\.dev\/environment$/, ["production", "staging", "development", "nowhere"]],
  [/managed-by$/, ["rampart", "helm", "me"]],
  [/runbook_url$/, ["", "https://x", "ftp://x", "https://a b"]],
  [/^severity$/, ["critical", "warning", "info", "page", ""]],
  [/digest$/, ["sha256:abc", `sha256:${"a".repeat(64)}`, "latest", ""]],
];

/** Annotations and labels that mutants gain. */
const additions: Readonly<Record<string, readonly [string, ...string[]]>> = {
  annotations: [
    "nginx.ingress.kubernetes.io/configuration-snippet",
    "nginx.ingress.kubernetes.io/server-snippet",
    "nginx.ingress.kubernetes.io/canary",
    "nginx.ingress.kubernetes.io/canary-weight",
    "nginx.ingress.kubernetes.io/canary-weight-total",
    "nginx.ingress.kubernetes.io/canary-by-header",
    "nginx.ingress.kubernetes.io/canary-by-header-value",
    "nginx.ingress.kubernetes.io/canary-by-header-pattern",
    "nginx.ingress.kubernetes.io/canary-by-cookie",
    "grafana_folder",
    "rampart.dev/now",
  ],
  labels: ["grafana_dashboard", "app.kubernetes.io/name", "app.kubernetes.io/managed-by", "rampart.dev/rollout", "rampart.dev/environment"],
};

/** Where a value stands. */
type Path = readonly (string | number)[];

/**
 * A copy with one to three changes. `wild` changes types as well, for kinds
 * that keep what they are given; the others would refuse it before any policy
 * is asked.
 */
export function mutate(object: Manifest, random: Random, wild: boolean): Manifest {
  let mutant = object;
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    const [first, ...more] = placesOf(mutant, []);
    if (first === undefined) return mutant;
    const path = random.one([first, ...more]);
    mutant = record(changedAt(mutant, path, (value) => changed(value, path, random, wild)));
  }
  return mutant;
}

/** What tells which object it is, and where: the address of a request says the same. */
const identifying = new Set(["apiVersion", "kind", "name", "namespace"]);

/** Every place but those that say what and where the object is. Long lists and texts count no more than short ones. */
function placesOf(value: unknown, path: Path): readonly Path[] {
  if (path.length <= 2 && identifying.has(String(path.at(-1)))) return [];
  const children = Array.isArray(value)
    ? value.map((item: unknown, index) => [index, item] as const)
    : Object.entries(asObject(value) ?? {});
  const below = children.slice(0, 12).flatMap(([key, child]) => placesOf(child, [...path, key]));
  return path.length === 0 || path.at(-1) === "metadata" ? below : [path, ...below];
}

function changedAt(value: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => {
      const result = index === key ? changedAt(item, rest, change) : item;
      return result === undefined ? [] : [result];
    });
  }
  const entries = Object.entries(record(value)).map(
    ([name, child]) => [name, name === key ? changedAt(child, rest, change) : child] as const,
  );
  return Object.fromEntries(entries.filter(([, child]) => child !== undefined));
}

/** Another value; `undefined` removes it. */
function changed(value: unknown, path: Path, random: Random, wild: boolean): unknown {
  if (random.chance(0.15)) return undefined;
  if (wild && random.chance(0.1))
    return random.one<unknown>([null, random.one(texts), random.one(oddNumbers), [], {}, true, [random.one(texts)]]);
  if (Array.isArray(value)) return changedList(value, random);
  const object = asObject(value);
  if (object !== undefined) return changedObject(object, String(path.at(-1)), random);
  if (typeof value === "string") return random.one(wordsFor(path));
  if (typeof value === "number") return random.one(wild ? oddNumbers : numbers);
  return typeof value === "boolean" ? !value : value;
}

function wordsFor(path: Path): readonly [string, ...string[]] {
  const name = String(path.findLast((part) => typeof part === "string"));
  return fields.find(([pattern]) => pattern.test(name))?.[1] ?? texts;
}

function changedList(list: readonly unknown[], random: Random): readonly unknown[] {
  const [first, ...more] = list;
  if (first === undefined) return list;
  const item = random.one([first, ...more]);
  return random.one<readonly unknown[]>([[], list.toReversed(), [...list, item], list.filter((one) => one !== item), [item]]);
}

function changedObject(object: Manifest, name: string, random: Random): Manifest {
  const keys = Object.keys(object);
  const added = additions[name];
  if (added !== undefined && random.chance(0.6)) {
    const key = random.one(added);
    return { ...object, [key]: random.one(wordsFor([key])) };
  }
  const [first, ...more] = keys;
  if (first === undefined) return object;
  const gone = random.one([first, ...more]);
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== gone));
}

function asObject(value: unknown): Manifest | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? record(value) : undefined;
}
