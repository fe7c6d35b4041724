import { inline, type Markdown } from "../../../base/markdown.ts";
import type { Stage } from "../../../model/ladder.ts";
import { headings } from "../../conventions.ts";
import { elsewhere } from "../elsewhere.ts";
import { stageLink } from "../links.ts";
import type { Chapter, Page } from "../page.ts";
import { listed, prose } from "../prose.ts";
import { sources } from "../sources.ts";
import { steps } from "../steps.ts";

/** Ordered steps with a purpose, each once; stages and others link to them. */
export const procedures: Chapter = (page) => {
  const all = Object.entries(page.rollout.procedures);
  if (all.length === 0) return undefined;
  return {
    procedures: all.map(([name, procedure]) => ({
      heading: inline(headings.procedure(name)),
      title: inline(procedure.title),
      description: prose(procedure.description),
      breakGlass: procedure.use === "break-glass",
      investigate: procedure.use === "investigate",
      stages: stagesOf(page, name),
      steps: steps(procedure.steps, page),
      sources: sources(procedure.sources),
    })),
  };
};

function stagesOf(page: Page, name: string): Markdown | undefined {
  const runs = ({ procedures: named }: Stage) => named.some((one) => one === name);
  return listed(page.ladder.stages.filter(runs).map((stage) => stageLink(stage.name))) ?? elsewhere(page, runs);
}
