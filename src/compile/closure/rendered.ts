import { z } from "zod";
import { slug } from "../../base/markdown.ts";
import { parseYaml } from "../../base/yaml.ts";
import type { Artifact } from "../artifact.ts";

const Rule = z.object({
  alert: z.string().optional(),
  record: z.string().optional(),
  expr: z.string(),
  annotations: z.record(z.string(), z.string()).default({}),
});

const RuleFile = z.object({ groups: z.array(z.object({ name: z.string(), rules: z.array(Rule) })) });

const Target = z.object({ expr: z.string() });
const Panel = z.looseObject({ id: z.number(), title: z.string().default(""), targets: z.array(z.unknown()).default([]) });
const Dashboard = z.object({
  panels: z.array(Panel.extend({ panels: z.array(Panel).default([]) })),
  annotations: z.object({ list: z.array(z.unknown()) }).optional(),
});

/** A rule as the rule file has it. */
export type RenderedRule = z.output<typeof Rule>;

/** A dashboard panel as its file has it. */
export interface RenderedPanel {
  readonly id: number;
  readonly title: string;
  readonly expressions: readonly string[];
  /** The panel's whole JSON, to look for a limit in. */
  readonly json: string;
}

/** The files of a rollout read back, the way their readers will read them. */
export interface Rendered {
  readonly rules: readonly RenderedRule[];
  readonly panels: readonly RenderedPanel[];
  /** Expressions outside panels: what annotations are drawn from. */
  readonly annotations: readonly string[];
  /** Text below each heading of the runbook, by anchor, without Markdown escapes. */
  readonly sections: ReadonlyMap<string, string>;
}

/** Reads rules, dashboard and runbook back from their files; a file that is not there has nothing in it. */
export function readRendered(artifacts: readonly Artifact[]): Rendered {
  const content = (path: string) => artifacts.find((artifact) => artifact.path === path)?.content;
  const rules = parseYaml(content("rules.yaml") ?? "groups: []");
  if ("problem" in rules) throw new RangeError(`Cannot read rules.yaml: ${rules.problem}`);
  const json: unknown = JSON.parse(content("dashboard.json") ?? '{"panels":[]}');
  const dashboard = Dashboard.parse(json);
  return {
    rules: RuleFile.parse(rules.value).groups.flatMap((group) => group.rules),
    panels: dashboard.panels
      .flatMap((panel) => [panel, ...panel.panels])
      .map((panel) => ({ id: panel.id, title: panel.title, expressions: expressions(panel.targets), json: JSON.stringify(panel) })),
    annotations: expressions(dashboard.annotations?.list ?? []),
    sections: sections(content("RUNBOOK.md") ?? ""),
  };
}

function expressions(targets: readonly unknown[]): readonly string[] {
  return targets.flatMap((target) => {
    const parsed = Target.safeParse(target);
    return parsed.success ? [parsed.data.expr] : [];
  });
}

/** Splits Markdown at its headings, leaving fenced code alone. */
function sections(markdown: string): ReadonlyMap<string, string> {
  const found = new Map<string, string[]>();
  let lines: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split("\n")) {
    const marker = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) fence = marker;
    else if (marker?.startsWith(fence) === true && line.trim() === marker) fence = undefined;
    const heading = fence === undefined ? /^#{1,6} (.*)$/.exec(line)?.[1] : undefined;
    if (heading === undefined) {
      lines.push(unescape(line));
    } else {
      lines = [];
      found.set(slug(unescape(heading)), lines);
    }
  }
  return new Map([...found].map(([anchor, body]) => [anchor, body.join("\n")]));
}

function unescape(line: string): string {
  return line.replaceAll(/\\([!-/:-@[-`{-~])/g, "$1");
}
