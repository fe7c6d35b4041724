import { LineCounter, isMap, isNode, isScalar, isSeq, parseAllDocuments, type Node } from "yaml";
import { nestsTooDeep } from "../base/yaml.ts";
import type { ValuePath } from "./check.ts";
import type { Position } from "./finding.ts";

/** Finds a path in YAML or JSON text. */
export type Place = (text: string, path: ValuePath, document?: number) => Position | undefined;

/**
 * A finder that reads each text once. It answers with the place of the key or
 * element itself, else of the deepest part of the path that is there.
 */
export function createPlace(): Place {
  const known = new Map<string, Parsed | undefined>();
  return (text, path, document = 0) => {
    if (!known.has(text)) known.set(text, parse(text));
    const parsed = known.get(text);
    const root = parsed?.documents[document];
    return parsed === undefined || root === undefined ? undefined : locate(root, path, parsed.lines);
  };
}

interface Parsed {
  readonly documents: readonly (Node | undefined)[];
  readonly lines: LineCounter;
}

function parse(text: string): Parsed | undefined {
  if (nestsTooDeep(text)) return undefined;
  const lines = new LineCounter();
  try {
    const documents = [...parseAllDocuments(text, { lineCounter: lines })].map(({ contents }) => (isNode(contents) ? contents : undefined));
    return { documents, lines };
  } catch {
    return undefined;
  }
}

function locate(root: Node, path: ValuePath, lines: LineCounter): Position | undefined {
  let node = root;
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
