/** Names and codes of an error, of its causes, and of the errors it gathers: what may be shown of an error whose own text may not. */
export function errorCodes(error: unknown, depth = 0): readonly string[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const own = "code" in error && typeof error.code === "string" ? [error.code] : [];
  const gathered = error instanceof AggregateError ? error.errors.flatMap((one) => errorCodes(one, depth + 1)) : [];
  return [error.name, ...own, ...gathered, ...errorCodes(error.cause, depth + 1)];
}
