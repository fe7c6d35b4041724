import { codeUnitOrder } from "../../base/code-unit-order.ts";

/** The first path that is a value itself although another path leads through it; `undefined` when paths nest. */
export function pathConflict(paths: Iterable<string>): { readonly path: string; readonly below: string } | undefined {
  const sorted = [...paths].toSorted(codeUnitOrder);
  for (const path of sorted) {
    const below = sorted.find((other) => other.startsWith(`${path}.`));
    if (below !== undefined) return { path, below };
  }
  return undefined;
}

/**
 * Nests leaves by their dotted paths, keys in code-unit order, `branch` making
 * each object of its children: `a.b` → `{ a: { b } }`. Paths must not conflict.
 */
export function nest<Leaf>(leaves: ReadonlyMap<string, Leaf>, branch: (children: Readonly<Record<string, Leaf>>) => Leaf): Leaf {
  const groups = new Map<string, Map<string, Leaf>>();
  for (const [path, leaf] of [...leaves].toSorted(([left], [right]) => codeUnitOrder(left, right))) {
    const [key = "", ...below] = path.split(".");
    const group = groups.get(key) ?? new Map<string, Leaf>();
    groups.set(key, group.set(below.join("."), leaf));
  }
  const children = [...groups].map(([key, group]): [string, Leaf] => [key, group.get("") ?? nest(group, branch)]);
  return branch(Object.fromEntries(children));
}
