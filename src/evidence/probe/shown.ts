/** A JSON value in one line, as a failure shows it. */
export function shown(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "nothing";
  } catch {
    // Deeper than the stack: what it is says enough.
    return Array.isArray(value) ? "a deeply nested list" : "a deeply nested object";
  }
}
