import { cell, codeSpan, inline } from "../../../base/markdown.ts";
import { facts } from "../facts.ts";
import { orDash } from "../links.ts";
import { matchers } from "../matchers.ts";
import type { Chapter } from "../page.ts";
import { codes } from "../prose.ts";

/** Metrics that somebody else exposes and that signals are made of. */
export const metrics: Chapter = ({ rollout }) => {
  const all = Object.entries(rollout.metrics);
  if (all.length === 0) return undefined;
  const { variants } = rollout;
  return {
    variants:
      variants === undefined ? undefined : facts({ Baseline: matchers(variants.baseline), Candidate: matchers(variants.candidate) }),
    metrics: all.map(([name, { type, unit, labels, help }]) => ({
      name: cell(codeSpan(name)),
      type: inline(type),
      unit: orDash(unit === "none" ? undefined : inline(unit)),
      labels: orDash(codes(labels)),
      help: cell(inline(help)),
    })),
  };
};
