import { renderTemplate, type TemplateData } from "../../base/template.ts";
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
    const partials = [...Object.keys(chapters), ...shared].map((name) => `runbook/${name}`);
    const template = {
      name: "runbook.md",
      text: context.template("runbook.md"),
      partials: Object.fromEntries(partials.map((name) => [name, context.template(name)])),
    };
    return [{ path: "RUNBOOK.md", content: renderTemplate(template, { ...filled, head: head(context, filled) }) }];
  },
};
