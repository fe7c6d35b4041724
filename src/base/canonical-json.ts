import { codeUnitOrder } from "./code-unit-order.ts";

/**
 * Writes a value as JSON that differs only where the value does: keys in code
 * unit order, two spaces, a final newline. What JSON cannot hold (`undefined`,
 * functions) is left out, as `JSON.stringify` does.
 */
export function canonicalJson(value: unknown): string {
  return `${JSON.stringify(value, (_, inner: unknown) => sorted(inner), 2)}\n`;
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => codeUnitOrder(left, right)));
}
