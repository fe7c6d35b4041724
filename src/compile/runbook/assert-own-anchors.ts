import { slug } from "../../base/markdown.ts";
import { UserError } from "../../base/user-error.ts";
import { headings } from "../conventions.ts";
import type { Page } from "./page.ts";

/** Headings of chapters: one word each, so that only an alert, whose heading is its bare name, could be called alike. */
const chapterHeadings = [
  headings.escalation,
  headings.ledger,
  ..."Summary Scope Contacts Environment Architecture Compatibility Preconditions Invariants Ladder Gates Alerts Rollback".split(" "),
  ..."Procedures Probes Troubleshooting Signals Cleanup Decision Risks Dependencies Actions Rehearsals Automation".split(" "),
  ..."Samples Routing Instances Metrics References".split(" "),
];

const chapterAnchors: ReadonlyMap<string, string> = new Map(chapterHeadings.map((heading) => [slug(heading), `chapter "${heading}"`]));

/** Refuses an alert whose anchor would be that of a chapter or of another alert: its `runbook_url` would lead elsewhere. */
export function assertOwnAnchors({ rollout }: Page): void {
  const taken = new Map(chapterAnchors);
  for (const name of Object.keys(rollout.alerts)) {
    const anchor = slug(headings.alert(name));
    const other = taken.get(anchor);
    if (other !== undefined) {
      throw new UserError(`Cannot write the runbook of "${rollout.name}": alert "${name}" has the same anchor as ${other}`, {
        hint: `rename alerts.${name}`,
      });
    }
    taken.set(anchor, `alert "${name}"`);
  }
}
