import type { Description, Operation } from "./descriptions.ts";

/** Places of a path that may hold slashes. */
const long = new Set(["ref", "path", "basehead", "branch", "tree_sha"]);

/** The operation of a description that a method and a path mean: of those that fit, the one with the most letters of its own. */
export function findOperation({ operations }: Description, method: string, path: string): Operation | undefined {
  // The root folder's contents are asked for by an empty path.
  const asked = `${method} ${path.replace(/\/contents$/, "/contents/.")}`;
  let best: { readonly operation: Operation; readonly letters: number } | undefined;
  for (const [key, operation] of operations) {
    const letters = key.replaceAll(/\{\w+\}/g, "").length;
    if ((best === undefined || letters > best.letters) && pattern(key).test(asked)) best = { operation, letters };
  }
  return best?.operation;
}

const patterns = new Map<string, RegExp>();

function pattern(key: string): RegExp {
  const known = patterns.get(key);
  if (known !== undefined) return known;
  const text = key.replaceAll(/\{(\w+)\}|[.*+?^$()|[\]\\]/g, (whole, name: string | undefined) =>
    name === undefined ? `\\${whole}` : long.has(name) ? ".+" : "[^/]+",
  );
  const made = new RegExp(`^${text}$`);
  patterns.set(key, made);
  return made;
}
