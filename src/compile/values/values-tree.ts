import { codeUnitOrder } from "../../base/code-unit-order.ts";

/** A tree of objects with leaves of one kind, keys in code-unit order. */
export type ValuesTree<Leaf> = Leaf | { readonly [key: string]: ValuesTree<Leaf> };

/** A dotted path that is a value itself although another path leads through it. */
export interface PathConflict {
  readonly path: string;
  readonly below: string;
}

/** The first path that is a leaf and a branch at once. */
export function pathConflict(paths: Iterable<string>): PathConflict | undefined {
  const sorted = [...paths].toSorted(codeUnitOrder);
  for (const path of sorted) {
    const below = sorted.find((other) => other.startsWith(`${path}.`));
    if (below !== undefined) return { path, below };
  }
  return undefined;
}

/** Nests leaves by dotted paths, `wrap` making each object: `{"a.b": 1}` → `{a: {b: 1}}`. Paths must not conflict. */
export function nest<Leaf, Node>(
  leaves: ReadonlyMap<string, Leaf>,
  leaf: (value: Leaf) => Node,
  branch: (children: Readonly<Record<string, Node>>) => Node,
): Node {
  const here = new Map<string, Map<string, Leaf>>();
  for (const [path, value] of [...leaves].toSorted(([left], [right]) => codeUnitOrder(left, right))) {
    const [key = "", ...more] = path.split(".");
    const below = here.get(key) ?? new Map<string, Leaf>();
    below.set(more.join("."), value);
    here.set(key, below);
  }
  const children = [...here].map(([key, below]): [string, Node] => {
    const own = below.get("");
    return [key, own === undefined ? nest(below, leaf, branch) : leaf(own)];
  });
  return branch(Object.fromEntries(children));
}
