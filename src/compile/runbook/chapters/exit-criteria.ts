import { inline, phrase } from "../../../base/markdown.ts";
import { gateLink, probeLink } from "../links.ts";
import type { Chapter } from "../page.ts";
import { listed, present } from "../prose.ts";

/** What is true when the rollout is done. */
export const exitCriteria: Chapter = ({ rollout }) => {
  if (rollout.exitCriteria.length === 0) return undefined;
  return {
    groups: rollout.exitCriteria.map(({ title, items }) => ({
      title: inline(title),
      items: items.map(({ text, done, gate, probes }) => ({
        done,
        text: inline(text),
        shownBy: listed(
          present([
            gate === undefined ? undefined : phrase`gate ${gateLink(gate)}`,
            ...probes.map((probe) => phrase`probe ${probeLink(probe)}`),
          ]),
        ),
      })),
    })),
  };
};
