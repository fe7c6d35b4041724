import { codeUnitOrder } from "./code-unit-order.ts";

/**
 * Writes a value as JSON that differs only where the value does: keys in code
 * unit order, two spaces, a final newline. What JSON cannot hold (`undefined`,
 * functions) is left out, as `JSON.stringify` does.
 */
export function canonicalJson(value: unknown): string {
  return `${JSON.stringify(sorted(value), null, 2)}\n`;
}

/** Sorted before it is written: a replacer, which is asked at every leaf, takes several times as long. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("toJSON" in value && typeof value.toJSON === "function") {
    const { toJSON } = value;
    return { toJSON: (key: string): unknown => sorted(toJSON.call(value, key)) };
  }
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).toSorted(([left], [right]) => codeUnitOrder(left, right));
  for (const entry of entries) entry[1] = sorted(entry[1]);
  return Object.fromEntries(entries);
}
