import { fence, inline } from "../../../base/markdown.ts";
import type { Chapter } from "../page.ts";
import { listed, prose } from "../prose.ts";
import { sources } from "../sources.ts";

/** Work that a scheduler does again and again. */
export const automation: Chapter = ({ rollout }) => {
  if (rollout.automation.length === 0) return undefined;
  return {
    jobs: rollout.automation.map((job) => ({
      title: inline(job.title),
      schedule: inline(job.schedule),
      command: job.command === undefined ? undefined : fence(job.command, "sh"),
      produces: listed(job.produces.map(inline), "; "),
      failsWhen: prose(job.failsWhen),
      sources: sources(job.sources),
    })),
  };
};
