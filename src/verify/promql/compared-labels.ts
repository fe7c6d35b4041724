import type { Matching } from "../../base/promql-syntax/expression.ts";
import type { LabelShape } from "./label-shape.ts";

/** Labels by which two samples are matched, as far as either is known to have them or not. */
export function comparedLabels(matching: Matching | undefined, left: LabelShape, right: LabelShape): readonly string[] {
  if (matching?.by === "on") return matching.labels;
  const ignored = new Set(["__name__", ...(matching?.labels ?? [])]);
  return [...new Set([...left.labels.keys(), ...right.labels.keys()])].filter((label) => !ignored.has(label));
}

/** Whether samples are matched by a label. */
export function comparesLabel(matching: Matching | undefined, label: string): boolean {
  return matching === undefined || matching.labels.includes(label) === (matching.by === "on");
}
