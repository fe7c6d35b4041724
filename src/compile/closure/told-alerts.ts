import { slug } from "../../base/markdown.ts";
import { headings } from "../conventions.ts";
import type { Disagreement } from "./disagreement.ts";
import type { Rendered } from "./rendered.ts";

/** The runbook tells every alert that a rule fires, and no other. */
export function* toldAlerts(declared: Iterable<string>, { rules, sections }: Rendered): Generator<Disagreement> {
  const fired = new Set<string>();
  const known = new Set(declared);
  for (const { alert, path } of rules) {
    if (alert === undefined || fired.has(alert)) continue;
    fired.add(alert);
    if (!sections.has(slug(headings.alert(alert)))) {
      const definition = known.has(alert) ? { definition: ["alerts", alert] } : {};
      yield {
        message: `alert "${alert}" fires, but the runbook does not tell of it`,
        file: "rules.yaml",
        path: [...path, "alert"],
        ...definition,
      };
    }
  }
  for (const alert of known) {
    const section = sections.get(slug(headings.alert(alert)));
    if (!fired.has(alert) && section !== undefined) {
      yield {
        message: `the runbook tells of alert "${alert}", which no rule fires`,
        file: "RUNBOOK.md",
        line: section.line,
        definition: ["alerts", alert],
      };
    }
  }
}
