import { z } from "zod";
import type { Context } from "../../../src/compile/context.ts";
import { dashboard } from "../../../src/compile/generators/dashboard.ts";

const Ref = z.object({ type: z.string(), uid: z.string() });
const Link = z.object({ title: z.string(), url: z.string() });

/** What the tests look at in a panel. */
const Panel = z.object({
  id: z.number(),
  type: z.string(),
  title: z.string(),
  description: z.string().optional(),
  datasource: Ref.optional(),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  links: z.array(Link).default([]),
  interval: z.string().optional(),
  targets: z
    .array(
      z.object({
        refId: z.string(),
        expr: z.string(),
        legendFormat: z.string(),
        datasource: Ref,
        instant: z.boolean(),
        range: z.boolean(),
      }),
    )
    .default([]),
  options: z
    .object({
      content: z.string().optional(),
      legend: z.object({ showLegend: z.boolean() }).optional(),
      reduceOptions: z.object({ calcs: z.array(z.string()) }).optional(),
    })
    .optional(),
  fieldConfig: z
    .object({
      defaults: z.object({
        unit: z.string().optional(),
        mappings: z.array(z.unknown()).optional(),
        thresholds: z.object({ steps: z.array(z.object({ value: z.number().nullable(), color: z.string() })) }).optional(),
        custom: z
          .object({
            axisSoftMax: z.number().optional(),
            thresholdsStyle: z.object({ mode: z.string() }).optional(),
          })
          .optional(),
      }),
      overrides: z.array(
        z.object({
          matcher: z.object({ id: z.string(), options: z.string() }),
          properties: z.array(z.object({ id: z.string(), value: z.unknown() })),
        }),
      ),
    })
    .optional(),
});
export type Panel = z.output<typeof Panel>;

const Dashboard = z.object({
  uid: z.string(),
  title: z.string(),
  schemaVersion: z.number(),
  editable: z.boolean(),
  refresh: z.string(),
  timezone: z.string(),
  tags: z.array(z.string()),
  time: z.object({ from: z.string(), to: z.string() }),
  links: z.array(Link),
  templating: z.object({
    list: z.array(z.object({ name: z.string(), label: z.string(), type: z.string(), query: z.string(), current: z.unknown() })),
  }),
  annotations: z.object({ list: z.array(z.object({ name: z.string(), expr: z.string(), datasource: Ref })) }),
  panels: z.array(Panel),
});

/** The generated files by path. */
export function filesOf(context: Context): Readonly<Record<string, string>> {
  return Object.fromEntries(dashboard.generate(context).map(({ path, content }) => [path, content]));
}

/** The dashboard as Grafana reads it. */
export function rendered(context: Context): z.output<typeof Dashboard> {
  return Dashboard.parse(JSON.parse(filesOf(context)["dashboard.json"] ?? ""));
}

/** The one panel of a title. */
export function panelTitled(context: Context, title: string): Panel {
  const panels = rendered(context).panels.filter((panel) => panel.title === title && panel.type !== "row");
  const [panel] = panels;
  if (panel === undefined || panels.length > 1) throw new RangeError(`${panels.length} panels are titled "${title}"`);
  return panel;
}
