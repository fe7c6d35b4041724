/** Why a request got no answer, in a few words: a code such as ECONNREFUSED where there is one. */
export function networkReason(error: unknown): string {
  const found = causes(error)
    .map(codeOf)
    .find((code) => code !== undefined);
  if (found !== undefined) return found;
  return error instanceof Error ? (causes(error).at(-1)?.message ?? error.message) : String(error);
}

function causes(error: unknown): readonly Error[] {
  const all: Error[] = [];
  for (let next = error; next instanceof Error && all.length < 8; next = next instanceof AggregateError ? next.errors[0] : next.cause) {
    all.push(next);
  }
  return all;
}

function codeOf(error: Error): string | undefined {
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}
