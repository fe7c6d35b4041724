import { slug } from "../../base/markdown.ts";
import { headings } from "../conventions.ts";
import type { Context } from "../context.ts";
import type { Rendered } from "./rendered.ts";

/** The runbook tells every alert that a rule fires, and no other. */
export function* toldAlerts({ rollout }: Context, { rules, sections }: Rendered): Generator<string> {
  const fired = new Set(rules.flatMap(({ alert }) => (alert === undefined ? [] : [alert])));
  for (const alert of fired) {
    if (!sections.has(slug(headings.alert(alert)))) yield `alert "${alert}" fires, but the runbook does not tell of it`;
  }
  for (const alert of Object.keys(rollout.alerts)) {
    if (!fired.has(alert) && sections.has(slug(headings.alert(alert)))) yield `the runbook tells of alert "${alert}", which no rule fires`;
  }
}
