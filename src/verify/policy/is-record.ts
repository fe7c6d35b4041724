/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object's field when it is an object itself, else an empty one. */
export function recordAt(value: unknown, field: string): Readonly<Record<string, unknown>> {
  const inner = isRecord(value) && Object.hasOwn(value, field) ? value[field] : undefined;
  return isRecord(inner) ? inner : {};
}

/** The object's field when it is text, else nothing. */
export function textAt(value: unknown, field: string): string | undefined {
  const inner = isRecord(value) && Object.hasOwn(value, field) ? value[field] : undefined;
  return typeof inner === "string" ? inner : undefined;
}
