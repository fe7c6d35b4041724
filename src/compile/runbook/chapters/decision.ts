import { inline } from "../../../base/markdown.ts";
import { facts } from "../facts.ts";
import { contactName } from "../links.ts";
import type { Chapter } from "../page.ts";
import { listed, prose } from "../prose.ts";

/** Who decides, answers for it, is asked and is told. */
export const decision: Chapter = (page) => {
  const made = page.rollout.decision;
  if (made === undefined) return undefined;
  return {
    text: prose(made.text),
    facts: facts({
      Record: prose(made.record),
      Status: prose(made.status),
      Decided: prose(made.decidedOn),
      Effective: prose(made.effectiveOn),
      Decides: contactName(page, made.owner),
      Accountable: made.accountable === undefined ? undefined : contactName(page, made.accountable),
      Consulted: listed(made.consulted.map((name) => contactName(page, name))),
      Informed: listed(made.informed.map(inline)),
    }),
  };
};
