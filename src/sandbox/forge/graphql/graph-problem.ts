const types = new WeakMap<Error, string>();

/** An error of one field, with the type that GitHub gives it. */
export function graphProblem(type: string, message: string): Error {
  const error = new Error(message);
  types.set(error, type);
  return error;
}

/** The type of an error that {@link graphProblem} made, or undefined for a defect. */
export function graphProblemType(error: unknown): string | undefined {
  return error instanceof Error ? types.get(error) : undefined;
}
