import { cell, codeSpan, inline, phrase, type Markdown } from "../../../base/markdown.ts";
import type { LedgerEntry } from "../../../model/ledger-entry.ts";
import { headings } from "../../conventions.ts";
import { orDash } from "../links.ts";
import type { Chapter } from "../page.ts";
import { listed, present, prose, some } from "../prose.ts";

/** The steps as they were recorded: revisions and tags to go back to. */
export const ledger: Chapter = ({ ledger: entries, rollout, environment }) => ({
  heading: inline(headings.ledger),
  file: codeSpan(`environments/${environment.name}/${rollout.name}.ledger.jsonl`),
  entries: some(
    entries.map((entry) => ({
      environment: inline(entry.environment),
      from: orDash(prose(entry.from ?? undefined)),
      to: inline(entry.to),
      revision: orDash(entry.revision === undefined ? undefined : codeSpan(entry.revision)),
      tag: orDash(entry.image === undefined ? undefined : codeSpan(entry.image.tag)),
      digest: orDash(entry.image === undefined ? undefined : codeSpan(entry.image.digest)),
      at: inline(entry.at),
      operator: cell(inline(entry.operator)),
      why: orDash(why(entry)),
    })),
  ),
});

function why({ reason, evidence }: LedgerEntry): Markdown | undefined {
  const verdicts = evidence.map(({ gate, verdict, value }) =>
    value === undefined ? phrase`${inline(gate)} ${inline(verdict)}` : phrase`${inline(gate)} ${inline(verdict)} (${inline(value)})`,
  );
  return listed(present([prose(reason), listed(verdicts)]), "; ");
}
