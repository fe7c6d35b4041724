import { inline } from "../../../base/markdown.ts";
import { alertLink, symptomHeading } from "../links.ts";
import type { Chapter } from "../page.ts";
import { listed, some } from "../prose.ts";
import { steps } from "../steps.ts";

/** Symptoms with their usual causes and what to try. */
export const troubleshooting: Chapter = (page) => {
  if (page.rollout.troubleshooting.length === 0) return undefined;
  return {
    symptoms: page.rollout.troubleshooting.map((entry, index) => ({
      heading: inline(symptomHeading(index, entry.symptom)),
      alerts: listed(entry.alerts.map(alertLink)),
      causes: some(entry.causes.map(({ cause, explanation }) => ({ cause: inline(cause), explanation: inline(explanation) }))),
      steps: steps(entry.steps, page),
    })),
  };
};
