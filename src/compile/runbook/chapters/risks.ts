import { inline } from "../../../base/markdown.ts";
import type { Chapter } from "../page.ts";

/** What may go wrong and what is done about it. */
export const risks: Chapter = ({ rollout }) => {
  if (rollout.risks.length === 0) return undefined;
  return {
    risks: rollout.risks.map(({ title, impact, mitigations }) => ({
      title: inline(title),
      impact: inline(impact),
      mitigations: mitigations.map(inline),
    })),
  };
};
