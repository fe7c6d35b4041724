import { codeSpan, inline, join, phrase, type Markdown } from "../../../base/markdown.ts";
import type { Rollout } from "../../../model/rollout.ts";
import { facts } from "../facts.ts";
import { contactName } from "../links.ts";
import type { Chapter } from "../page.ts";
import { prose } from "../prose.ts";

/** What changes, for whom, who owns it and which image it is. */
export const summary: Chapter = (page) => {
  const { rollout, waitingImage } = page;
  const { review, image } = rollout;
  return {
    summary: inline(rollout.summary),
    objective: prose(rollout.objective),
    facts: facts({
      Service: codeSpan(rollout.service),
      Team: contactName(page, rollout.team),
      Status: prose(rollout.status),
      Tracker: prose(rollout.tracker),
      Updated: prose(rollout.updatedOn),
      "Next review": review === undefined ? undefined : phrase`${inline(review.on)}: ${inline(review.purpose)}`,
      Image: image === undefined ? undefined : codeSpan(image.repository),
      "New image": image === undefined ? undefined : version(image),
      "Image that waits": waitingImage === undefined ? undefined : version(waitingImage),
      "Image before": image?.before === undefined ? undefined : version(image.before),
    }),
  };
};

function version({ tag, digest }: Pick<NonNullable<Rollout["image"]>, "tag" | "digest">): Markdown {
  return join([codeSpan(tag), codeSpan(digest)], " ");
}
