import type { FolderCheck, ValuePath } from "../check.ts";
import { isObject } from "../folder.ts";
import { prometheusDuration } from "../../base/promql-syntax/prometheus-duration.ts";

const groupKeys = new Set(["name", "interval", "limit", "query_offset", "labels", "rules"]);
const ruleKeys = new Set(["alert", "record", "expr", "for", "keep_firing_for", "labels", "annotations"]);
const alertOnly = ["for", "keep_firing_for", "annotations"];

interface Fault {
  readonly path: ValuePath;
  readonly message: string;
  readonly hint: string;
}

/**
 * The rule file as Prometheus reads it: strictly, refusing all of it for one
 * unknown key.
 * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
 */
export const rulesFile: FolderCheck = {
  code: "rules-file",
  scope: "folder",
  severity: "error",
  description: "rules.yaml is a rule file that Prometheus takes",
  supersedes: ["promql-syntax", "rules-alert-window", "rules-annotations", "rules-interval", "rules-labels", "runbook-rules"],
  *check(folder) {
    const reading = folder.yaml("rules.yaml");
    // A file that is missing or unreadable is told of by those who look at every file.
    if ("problem" in reading) return;
    const file = `${folder.path}/rules.yaml`;
    for (const fault of faultsOf(reading.value)) yield { file, ...fault };
  },
};

function* faultsOf([value, ...more]: readonly unknown[]): Generator<Fault> {
  const groups: unknown = isObject(value) ? value["groups"] : undefined;
  if (!Array.isArray(groups) || more.length > 0) {
    yield {
      path: [],
      message: `rules.yaml ${more.length > 0 ? "has several documents" : 'has no list "groups"'}`,
      hint: "expected one document: groups, each with name and rules",
    };
    return;
  }
  const names = new Set<unknown>();
  for (const [index, group] of groups.entries()) {
    const path: ValuePath = ["groups", index];
    const entry: unknown = group;
    if (!isObject(entry) || typeof entry["name"] !== "string" || !Array.isArray(entry["rules"])) {
      yield { path, message: `Group ${index + 1} has no name or no list of rules`, hint: "expected name and rules" };
      continue;
    }
    const name = entry["name"];
    if (names.has(name))
      yield { path: [...path, "name"], message: `Two groups are named "${name}"`, hint: "give each group of a file its own name" };
    names.add(name);
    yield* unknownKeys(entry, groupKeys, `Group "${name}"`, path);
    if (!isDuration(entry["interval"]))
      yield {
        path: [...path, "interval"],
        message: `Group "${name}" has interval ${JSON.stringify(entry["interval"])}, which is no duration`,
        hint: 'write one such as "30s"',
      };
    const rules: readonly unknown[] = entry["rules"];
    for (const [position, rule] of rules.entries())
      yield* ruleFaults(rule, `Rule ${position + 1} of group "${name}"`, [...path, "rules", position]);
  }
}

function* ruleFaults(rule: unknown, where: string, path: ValuePath): Generator<Fault> {
  if (!isObject(rule)) {
    yield { path, message: `${where} is not an object`, hint: "expected alert or record, with expr" };
    return;
  }
  const { alert, record, expr, labels } = rule;
  if ((typeof alert === "string") === (typeof record === "string")) {
    yield {
      path,
      message: `${where} is ${typeof alert === "string" ? "both an alert and a record" : "neither an alert nor a record"}`,
      hint: "give it alert or record, as text",
    };
    return;
  }
  const owner = typeof alert === "string" ? `Alert "${alert}"` : `Record "${String(record)}"`;
  if (typeof expr !== "string" && typeof expr !== "number")
    yield { path: [...path, "expr"], message: `${owner} has no expr`, hint: "expected PromQL as text" };
  yield* unknownKeys(rule, ruleKeys, owner, path);
  if (typeof record === "string") {
    if (!/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(record))
      yield {
        path: [...path, "record"],
        message: `${owner} is not the name of a metric`,
        hint: "use letters, digits, underscores and colons",
      };
    const extra = alertOnly.find((key) => rule[key] !== undefined);
    if (extra !== undefined)
      yield { path: [...path, extra], message: `${owner} has ${extra}, which only alerts may have`, hint: `remove ${extra}` };
  }
  for (const key of ["for", "keep_firing_for"]) {
    if (!isDuration(rule[key]))
      yield {
        path: [...path, key],
        message: `${owner} has ${key} ${JSON.stringify(rule[key])}, which is no duration`,
        hint: 'write one such as "5m"',
      };
  }
  for (const key of ["labels", "annotations"])
    yield* textFaults(key === "labels" ? labels : rule["annotations"], `${owner} has`, key, path);
}

function* textFaults(value: unknown, owner: string, key: string, path: ValuePath): Generator<Fault> {
  if (value === undefined) return;
  if (!isObject(value)) {
    yield { path: [...path, key], message: `${owner} ${key} that are no object`, hint: "expected names with texts" };
    return;
  }
  for (const [name, text] of Object.entries(value)) {
    if (typeof text !== "string")
      yield {
        path: [...path, key, name],
        message: `${owner} ${JSON.stringify(text)} for ${name}, which is not text`,
        hint: "put it into quotes",
      };
    else if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) || (key === "labels" && name === "__name__"))
      yield {
        path: [...path, key, name],
        message: `${owner} a ${key.slice(0, -1)} "${name}", which is no name for one`,
        hint: "use letters, digits and underscores",
      };
  }
}

function* unknownKeys(
  value: Readonly<Record<string, unknown>>,
  known: ReadonlySet<string>,
  owner: string,
  path: ValuePath,
): Generator<Fault> {
  for (const key of Object.keys(value)) {
    if (!known.has(key))
      yield {
        path: [...path, key],
        message: `${owner} has a key "${key}", which Prometheus does not know`,
        hint: `use only ${[...known].join(", ")}`,
      };
  }
}

function isDuration(value: unknown): boolean {
  return value === undefined || (typeof value === "string" && prometheusDuration(value) !== undefined);
}
