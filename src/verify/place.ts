import { LineCounter, isMap, isNode, isScalar, isSeq, parseAllDocuments, type Node } from "yaml";
import type { ValuePath } from "./check.ts";
import type { Position } from "./finding.ts";

/**
 * Where a path stands in YAML or JSON text: the key or element itself, else the
 * deepest part of the path that is there.
 */
export function place(text: string, path: ValuePath, document = 0): Position | undefined {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines });
  const root = Array.isArray(parsed) ? parsed[document]?.contents : undefined;
  if (!isNode(root)) return undefined;
  let node: Node = root;
  let offset = root.range?.[0];
  for (const key of path) {
    const found = step(node, key);
    if (found === undefined) break;
    offset = found.offset ?? offset;
    if (found.value === undefined) break;
    node = found.value;
  }
  if (offset === undefined) return undefined;
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

function step(node: Node, key: string | number): { readonly value: Node | undefined; readonly offset: number | undefined } | undefined {
  if (isSeq(node) && typeof key === "number") {
    const item = node.items[key];
    return isNode(item) ? { value: item, offset: item.range?.[0] } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((one) => isScalar(one.key) && String(one.key.value) === String(key));
  if (pair === undefined || !isScalar(pair.key)) return undefined;
  return { value: isNode(pair.value) ? pair.value : undefined, offset: pair.key.range?.[0] };
}
