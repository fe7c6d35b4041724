import type { Route } from "./world.ts";

/** A route and what the places of its path hold. */
export interface Matched {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

interface Compiled {
  readonly route: Route;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

/** Prepares a list of routes; the first that fits a call serves it. */
export function matchRoute(routes: readonly Route[]): (method: string, path: string) => Matched | undefined {
  const compiled = routes.map(compile);
  return (method, path) => {
    for (const { route, pattern, names } of compiled) {
      const found = route.method === method ? pattern.exec(path) : null;
      if (found === null) continue;
      const values = found.slice(1).map(decoded);
      if (values.includes(undefined)) return undefined;
      return { route, params: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""])) };
    }
    return undefined;
  };
}

function compile(route: Route): Compiled {
  const names: string[] = [];
  const pattern = route.path.replaceAll(/\{(\w+)(\+?)\}|[.*+?^$()|[\]\\]/g, (whole, name: string | undefined, many: string | undefined) => {
    if (name === undefined) return `\\${whole}`;
    names.push(name);
    return many === "+" ? "(.+)" : "([^/]+)";
  });
  return { route, pattern: new RegExp(`^${pattern}$`), names };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
