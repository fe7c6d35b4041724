import { inline } from "../../../base/markdown.ts";
import type { Chapter } from "../page.ts";
import { prose } from "../prose.ts";
import { steps } from "../steps.ts";

/** What is left to remove or keep once the candidate carries everything. */
export const cleanup: Chapter = (page) => {
  const left = page.rollout.cleanup;
  if (left === undefined) return undefined;
  return {
    after: inline(left.after),
    steps: steps(left.steps, page),
    keepFor: prose(left.keepMonitoringFor),
    keepBecause: prose(left.keepMonitoringBecause),
  };
};
