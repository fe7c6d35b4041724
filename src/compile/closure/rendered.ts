import { slug } from "../../base/markdown.ts";
import { parseYaml } from "../../base/yaml.ts";
import type { Artifact } from "../artifact.ts";

/** Keys and indexes into a file's value. */
export type Path = readonly (string | number)[];

/** A group of rules as the rule file has it. */
export interface RenderedGroup {
  readonly name: string;
  readonly interval: string | undefined;
  readonly path: Path;
}

/** A rule as the rule file has it. */
export interface RenderedRule {
  readonly alert: string | undefined;
  readonly record: string | undefined;
  readonly expr: string;
  readonly for: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly group: RenderedGroup;
  readonly path: Path;
}

/** One query, with where it stands in the dashboard. */
export interface RenderedTarget {
  readonly expr: string;
  readonly path: Path;
}

/** A dashboard panel as its file has it. */
export interface RenderedPanel {
  /** 0 where there is no number. */
  readonly id: number;
  readonly title: string;
  readonly targets: readonly RenderedTarget[];
  /** The panel as it is written, without the panels within it. */
  readonly value: Readonly<Record<string, unknown>>;
  /** The panel's JSON, to look for a limit in. */
  readonly json: string;
  /** Addresses that it leads to, in order. */
  readonly addresses: readonly string[];
  readonly path: Path;
}

/** What stands below a heading of the runbook. */
export interface RenderedSection {
  /** Line of the heading, from 1. */
  readonly line: number;
  /** Lines after the heading, without Markdown escapes. */
  readonly lines: readonly string[];
}

/** The files of a rollout read back, the way their readers will read them. */
export interface Rendered {
  readonly rules: readonly RenderedRule[];
  readonly groups: readonly RenderedGroup[];
  readonly panels: readonly RenderedPanel[];
  /** Queries outside panels: what annotations are drawn from. */
  readonly annotations: readonly RenderedTarget[];
  /** The dashboard's own name, which links to it carry. */
  readonly uid: string | undefined;
  /** Sections of the runbook by the anchor of their heading. */
  readonly sections: ReadonlyMap<string, RenderedSection>;
}

/** Reads rules, dashboard and runbook back from their files; a file that is not there has nothing in it. */
export function readRendered(artifacts: readonly Artifact[]): Rendered {
  const content = (path: string) => artifacts.find((artifact) => artifact.path === path)?.content;
  const rules = parseYaml(content("rules.yaml") ?? "groups: []");
  if ("problem" in rules) throw new RangeError(`Cannot read rules.yaml: ${rules.problem}`);
  const dashboard: unknown = JSON.parse(content("dashboard.json") ?? "{}");
  return renderedOf({ rules: rules.value, dashboard, runbook: content("RUNBOOK.md") ?? "" });
}

/** What can be read in the values of the files; anything of another shape is passed over. */
export function renderedOf({
  rules,
  dashboard,
  runbook,
}: {
  readonly rules: unknown;
  readonly dashboard: unknown;
  readonly runbook: string;
}): Rendered {
  const groups = entries(rules, "groups").map(({ value, path }) => ({
    value,
    group: { name: text(value["name"]) ?? "", interval: text(value["interval"]), path },
  }));
  const annotations = isRecord(dashboard) && isRecord(dashboard["annotations"]) ? dashboard["annotations"] : {};
  return {
    groups: groups.map(({ group }) => group),
    rules: groups.flatMap(({ value, group }) => entries(value, "rules", group.path).map((rule) => ruleOf(rule, group))),
    panels: panelsOf(dashboard, [], 0),
    annotations: targetsOf(annotations, "list", ["annotations"]),
    uid: isRecord(dashboard) ? text(dashboard["uid"]) : undefined,
    sections: sectionsOf(runbook),
  };
}

interface Entry {
  readonly value: Readonly<Record<string, unknown>>;
  readonly path: Path;
}

function ruleOf({ value, path }: Entry, group: RenderedGroup): RenderedRule {
  return {
    alert: text(value["alert"]),
    record: text(value["record"]),
    expr: text(value["expr"]) ?? (typeof value["expr"] === "number" ? String(value["expr"]) : ""),
    for: text(value["for"]),
    labels: texts(value["labels"]),
    annotations: texts(value["annotations"]),
    group,
    path,
  };
}

function panelsOf(value: unknown, path: Path, depth: number): readonly RenderedPanel[] {
  if (depth > 3) return [];
  return entries(value, "panels", path).flatMap((entry) => {
    const { panels: _, ...own } = entry.value;
    const { id, title } = own;
    const json = JSON.stringify(own);
    const panel = {
      id: typeof id === "number" ? id : 0,
      title: text(title) ?? "",
      targets: targetsOf(own, "targets", entry.path),
      value: own,
      json,
      addresses: addressesIn(json),
      path: entry.path,
    };
    return [panel, ...panelsOf(entry.value, entry.path, depth + 1)];
  });
}

function targetsOf(value: Readonly<Record<string, unknown>>, key: string, path: Path): readonly RenderedTarget[] {
  return entries(value, key, path).flatMap((entry) => {
    const expr = text(entry.value["expr"]);
    return expr === undefined ? [] : [{ expr, path: [...entry.path, "expr"] }];
  });
}

/** Addresses in a text, Markdown or JSON. */
export function addressesIn(text: string): readonly string[] {
  return text.includes("://") ? [...text.matchAll(/https?:\/\/[^\s"'<>)\]\\]+/g)].map(([address]) => address) : [];
}

/** The objects of a list. */
function entries(value: unknown, key: string, path: Path = []): readonly Entry[] {
  const list: unknown = isRecord(value) ? value[key] : undefined;
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown, index) => (isRecord(entry) ? [{ value: entry, path: [...path, key, index] }] : []));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function texts(value: unknown): Readonly<Record<string, string>> {
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"))
    : {};
}

/** Splits Markdown at its headings, leaving fenced code alone. */
function sectionsOf(markdown: string): ReadonlyMap<string, RenderedSection> {
  const found = new Map<string, { readonly line: number; readonly lines: string[] }>();
  let lines: string[] = [];
  let fence: string | undefined;
  for (const [index, line] of markdown.split("\n").entries()) {
    const marker = line.includes("```") || line.includes("~~~") ? /^\s*(`{3,}|~{3,})/.exec(line)?.[1] : undefined;
    if (fence === undefined) fence = marker;
    else if (marker?.startsWith(fence) === true && line.trim() === marker) fence = undefined;
    const heading = fence === undefined && line.startsWith("#") ? /^#{1,6} (.*)$/.exec(line)?.[1] : undefined;
    if (heading === undefined) {
      lines.push(unescape(line));
    } else {
      lines = [];
      const anchor = slug(unescape(heading));
      if (!found.has(anchor)) found.set(anchor, { line: index + 1, lines });
    }
  }
  return found;
}

function unescape(line: string): string {
  return line.includes("\\") ? line.replaceAll(/\\([!-/:-@[-`{-~])/g, "$1") : line;
}
