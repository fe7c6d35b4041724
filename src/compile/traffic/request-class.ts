import type { Variant } from "../../model/signal.ts";
import type { RoutePath } from "../../model/traffic.ts";

/** Requests that are routed alike: all that a route may look at. */
export interface RequestClass {
  readonly path: string;
  /** Value of the header that the stage's match asks for; the header is absent when left out. */
  readonly header?: string | undefined;
  /** Value of the cookie that the stage's match asks for. */
  readonly cookie?: string | undefined;
  /** Side that a sticky session of this request is bound to. */
  readonly session?: Variant | undefined;
}

/** Whether a request's path is one of a route's. Prefixes match whole elements. */
export function matchesPath({ path, type }: RoutePath, requested: string): boolean {
  if (type === "Exact") return requested === path;
  return path === "/" || requested === path || requested.startsWith(`${path}/`);
}
