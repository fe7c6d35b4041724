import { inCodeUnitOrder } from "./code-unit-order.ts";

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
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const { toJSON } = value;
  if (typeof toJSON === "function") return { toJSON: (key: string): unknown => sorted(toJSON.call(value, key)) };
  const copy: Record<string, unknown> = {};
  for (const key of inCodeUnitOrder(Object.keys(value))) {
    const inner = sorted(value[key]);
    // Assigned, it would be taken for what the copy inherits from.
    if (key === "__proto__") Object.defineProperty(copy, key, { value: inner, enumerable: true });
    else copy[key] = inner;
  }
  return copy;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
