import { rememberingFor } from "../../base/remembering.ts";
import { renderTemplate, type Template, type TemplateData } from "../../base/template.ts";
import type { Context } from "../context.ts";
import type { Generator } from "../generator.ts";
import { assertOwnAnchors } from "../runbook/assert-own-anchors.ts";
import { chapters } from "../runbook/chapters/index.ts";
import { head } from "../runbook/head.ts";

/** Templates that chapters share. */
const shared = ["facts", "steps", "snippet", "task"] as const;

/** The page on-call and operators read: GitHub-flavoured Markdown, with an anchor for everything that links to it. */
export const runbook: Generator = {
  id: "runbook",
  description: "Runbook: the ladder, what to run at each stage, gates, alerts, probes and rollback",
  applies: () => true,
  generate(context) {
    assertOwnAnchors(context);
    const filled: TemplateData = Object.fromEntries(Object.entries(chapters).map(([name, chapter]) => [name, chapter(context)]));
    return [{ path: "RUNBOOK.md", content: renderTemplate(pageOf(context.template), { ...filled, head: head(context, filled) }) }];
  },
};

/** The page with its chapters: the same for all rollouts of a project. */
const pageOf = rememberingFor((textOf: Context["template"]): Template => {
  const partials = [...Object.keys(chapters), ...shared].map((name) => `runbook/${name}`);
  return {
    name: "runbook.md",
    text: textOf("runbook.md"),
    partials: Object.fromEntries(partials.map((name) => [name, textOf(name)])),
  };
});
