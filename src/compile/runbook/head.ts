import { codeSpan, inline, link, phrase, type Markdown } from "../../base/markdown.ts";
import type { TemplateData } from "../../base/template.ts";
import type { Context } from "../context.ts";
import { dashboardUrl } from "../conventions.ts";
import { chapterLink, stageLink } from "./links.ts";
import { listed } from "./prose.ts";
import { showsShare } from "./shows-share.ts";

/** Title, where the file comes from, and the one place that tells where the rollout stands. */
export function head(context: Context, chapters: TemplateData): TemplateData {
  const { rollout, environment, position, positions } = context;
  return {
    title: inline(rollout.title),
    environment: inline(environment.title),
    definition: codeSpan(context.definition),
    stage: stageLink(position.stage.name),
    share: showsShare(context) ? phrase`${inline(position.candidatePercent)} %` : undefined,
    number: position.index + 1,
    count: positions.length,
    shortcuts: shortcuts(context, chapters),
  };
}

/** What somebody looks for who was just paged. */
function shortcuts({ rollout, environment }: Context, chapters: TemplateData): Markdown | undefined {
  const there = (["Rollback", "Alerts", "Troubleshooting", "Contacts"] as const).filter(
    (heading) => chapters[heading.toLowerCase()] !== undefined,
  );
  return listed([...there.map(chapterLink), link("Dashboard", dashboardUrl(rollout, environment))], " · ");
}
