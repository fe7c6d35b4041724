import { mermaidLabel, phrase } from "../../base/markdown.ts";
import type { TemplateData } from "../../base/template.ts";
import { showsShare } from "../../compile/runbook/shows-share.ts";
import type { Proposal } from "../proposal.ts";

/** The ladder as a diagram: where it stands, and where it goes. */
export function ladderPart({ after, before }: Proposal): TemplateData {
  const share = showsShare(after);
  const [from, to] = [before.position.index, after.position.index];
  return {
    stages: after.positions.map(({ stage, candidatePercent }, index) => ({
      id: index,
      label: mermaidLabel(stage.name),
      share: share ? phrase`${mermaidLabel(candidatePercent)} #37;` : undefined,
      last: index === after.positions.length - 1,
      next: index + 1,
      moves: index === from && to === from + 1,
    })),
    from,
    to,
    jumps: to !== from + 1,
  };
}
