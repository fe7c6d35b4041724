import { cell, codeSpan, inline, phrase } from "../../../base/markdown.ts";
import { orDash } from "../links.ts";
import type { Chapter } from "../page.ts";
import { prose } from "../prose.ts";

/** Instances that waves move. */
export const instances: Chapter = ({ rollout }) => {
  const all = Object.entries(rollout.instances);
  if (all.length === 0) return undefined;
  return {
    instances: all.map(([name, { port, risk, note }]) => ({
      name: cell(codeSpan(name)),
      port: orDash(port === undefined ? undefined : phrase`${port}`),
      risk: inline(risk),
      note: orDash(prose(note)),
    })),
  };
};
