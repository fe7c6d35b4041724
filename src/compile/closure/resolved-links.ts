import { dashboardUrl, runbookUrl } from "../conventions.ts";
import type { Context } from "../context.ts";
import type { Rendered } from "./rendered.ts";

/** Links between rules, dashboard and runbook lead to a heading or a panel that is there. */
export function* resolvedLinks({ rollout, environment }: Context, { rules, panels, sections }: Rendered): Generator<string> {
  const runbook = runbookUrl(rollout, environment);
  const dashboard = dashboardUrl(rollout, environment);
  const ids = new Set(panels.map(({ id }) => id));
  const check = function* (owner: string, text: string): Generator<string> {
    for (const [, anchor = ""] of text.matchAll(linkTo(runbook, "#([^\\s\"')\\]>\\\\]+)"))) {
      if (!sections.has(anchor)) yield `${owner} links to the runbook's "#${anchor}", which has no heading`;
    }
    for (const [, id = ""] of text.matchAll(linkTo(dashboard, "\\?viewPanel=panel-(\\d+)"))) {
      if (!ids.has(Number(id))) yield `${owner} links to panel ${id}, which the dashboard does not have`;
    }
  };
  for (const { alert, annotations } of rules) {
    for (const [name, text] of Object.entries(annotations)) yield* check(`annotation ${name} of alert "${alert ?? ""}"`, text);
  }
  for (const { title, json } of panels) yield* check(`panel "${title}"`, json);
  for (const [anchor, body] of sections) {
    yield* check(`the runbook's "#${anchor}"`, body);
    for (const [, inner = ""] of body.matchAll(/\]\(#([^)\s]+)\)/g)) {
      if (!sections.has(inner)) yield `the runbook's "#${anchor}" links to "#${inner}", which has no heading`;
    }
  }
}

function linkTo(address: string, rest: string): RegExp {
  return new RegExp(`${address.replaceAll(/[\\.+*?()|[\]{}^$]/g, "\\$&")}${rest}`, "g");
}
