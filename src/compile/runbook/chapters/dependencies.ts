import { cell, inline, phrase } from "../../../base/markdown.ts";
import { orDash } from "../links.ts";
import type { Chapter } from "../page.ts";
import { prose } from "../prose.ts";

/** What the rollout rests on, and what to do when it is late or missing. */
export const dependencies: Chapter = ({ rollout }) => {
  if (rollout.dependencies.length === 0) return undefined;
  return {
    dependencies: rollout.dependencies.map(({ name, version, provides, kind, risk, fallback }) => ({
      name: cell(version === undefined ? inline(name) : phrase`${inline(name)} ${inline(version)}`),
      kind: inline(kind),
      provides: cell(inline(provides)),
      risk: orDash(prose(risk)),
      fallback: orDash(prose(fallback)),
    })),
  };
};
