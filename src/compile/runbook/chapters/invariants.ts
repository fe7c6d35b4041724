import { codeSpan, inline, phrase } from "../../../base/markdown.ts";
import { probeLinks } from "../links.ts";
import type { Chapter } from "../page.ts";
import { aside, labelled, listed, prose } from "../prose.ts";

/** What holds in every stage. */
export const invariants: Chapter = ({ rollout }) => {
  if (rollout.invariants.length === 0) return undefined;
  return {
    items: rollout.invariants.map(({ text, reason, values, variables, probes }) => ({
      text: inline(text),
      reason: prose(reason),
      aside: aside([
        listed([
          ...Object.entries(values).map(([path, value]) => phrase`${codeSpan(path)} = ${codeSpan(String(value))}`),
          ...Object.entries(variables).map(([name, value]) => phrase`${codeSpan(name)} = ${codeSpan(value)}`),
        ]),
        labelled(phrase`probes`, probeLinks(probes)),
      ]),
    })),
  };
};
