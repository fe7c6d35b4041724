/** Something wrong in a definition, at a path inside the object. */
export interface Problem {
  /** `stages[2].gates[0]` or empty for the whole. */
  readonly path: string;
  readonly message: string;
  readonly hint?: string;
}

/** Writes a path the way code does: `ladders.production.stages[1].gates[0]`, `helm.values["a.b"]`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    const name = String(key);
    if (!/^[\w$-]+$/.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text === "" ? name : `${text}.${name}`;
  }, "");
}

/** The keys of a path that {@link formatPath} wrote. */
export function parsePath(path: string): readonly (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([\w$-]+)/g)].map(([, index, quoted, name]) =>
    index !== undefined ? Number(index) : quoted !== undefined ? String(JSON.parse(quoted)) : (name ?? ""),
  );
}

/** A problem at a path, in words. */
export function problemAt(path: readonly PropertyKey[], message: string, hint: string): Problem {
  return { path: formatPath(path), message, hint };
}
