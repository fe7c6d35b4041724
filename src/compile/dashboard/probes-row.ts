import { inline, link, phrase } from "../../base/markdown.ts";
import type { Context } from "../context.ts";
import { headings, panelId, runbookUrl } from "../conventions.ts";
import { markdownTable } from "./markdown-table.ts";
import type { Row } from "./panel.ts";

/** What is checked by running it, which no series can show. */
export function probesRow({ rollout, environment }: Context): Row | undefined {
  const probes = Object.entries(rollout.probes);
  if (probes.length === 0) return undefined;
  const rows = probes.map(([name, probe]) => [
    link(name, runbookUrl(rollout, environment, headings.probe(name))),
    inline(probe.kind),
    inline(probe.every === "instance" ? "each instance" : "once"),
    inline(probe.title),
    inline(probe.proves),
  ]);
  return {
    id: panelId("text", "row probes"),
    title: "Probes",
    panels: [
      {
        kind: "text",
        id: panelId("probes"),
        title: "Probes",
        description: phrase`Checks that are run rather than queried, and what a good answer proves.`,
        links: probes.map(([name]) => ({
          title: `Runbook: probe ${name}`,
          url: runbookUrl(rollout, environment, headings.probe(name)),
        })),
        width: 24,
        height: 4 + rows.length,
        content: markdownTable(["Probe", "Kind", "Runs", "What it does", "What it proves"], rows),
      },
    ],
  };
}
