import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { codeUnitOrder } from "../../../src/base/code-unit-order.ts";

const Manifest = z.looseObject({ apiVersion: z.string(), kind: z.string(), metadata: z.looseObject({ name: z.string().optional() }) });

/** The objects of YAML texts, each as JSON with its keys in order, sorted: what two renderings must have in common. */
export function manifestObjects(texts: readonly string[]): readonly string[] {
  return texts
    .flatMap((text) => parseAllDocuments(text))
    .map((document) => JSON.stringify(ordered(Manifest.parse(document.toJS()))))
    .toSorted(codeUnitOrder);
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([left], [right]) => codeUnitOrder(left, right));
  return Object.fromEntries(entries.map(([key, inner]) => [key, ordered(inner)]));
}
