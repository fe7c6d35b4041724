import type { Selected } from "./read-document.ts";

/** A node of the graph; `__typename` tells which fragments fit. What is not at hand is a function. */
export type GraphNode = Readonly<Record<string, unknown>> & { readonly __typename: string };

/** What a checked selection asks of a node. */
export function pick(node: GraphNode, selection: readonly Selected[]): Readonly<Record<string, unknown>> {
  const picked: Record<string, unknown> = {};
  for (const one of selection) {
    if (one.kind === "on") {
      if (one.type === node.__typename) Object.assign(picked, pick(node, one.selection));
      continue;
    }
    const value = node[one.name] ?? null;
    picked[one.alias] = one.selection !== undefined && isNode(value) ? pick(value, one.selection) : value;
  }
  return picked;
}

function isNode(value: unknown): value is GraphNode {
  return typeof value === "object" && value !== null && "__typename" in value;
}
