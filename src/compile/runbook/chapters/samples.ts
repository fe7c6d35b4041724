import { inline } from "../../../base/markdown.ts";
import type { Chapter } from "../page.ts";
import { sources } from "../sources.ts";
import { snippet } from "../steps.ts";

/** Payloads and log lines as they should look. */
export const samples: Chapter = ({ rollout }) => {
  if (rollout.samples.length === 0) return undefined;
  return {
    samples: rollout.samples.map((sample, index) => ({
      number: index + 1,
      title: inline(sample.title),
      explanation: inline(sample.explanation),
      snippet: snippet(sample.snippet),
      sources: sources(sample.sources),
    })),
  };
};
