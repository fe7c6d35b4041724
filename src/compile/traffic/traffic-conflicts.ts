import type { Context } from "../context.ts";
import { routingOf } from "./routing-of.ts";
import type { Warning } from "./warning.ts";

/**
 * Rollouts that are in each other's way in an environment: routes of the same
 * name overwrite each other, and ingress-nginx takes one canary a path and
 * drops the other. Give all contexts that stand at the same time.
 */
export function trafficConflicts(contexts: readonly Context[]): readonly Warning[] {
  const claimed = new Map<string, string>();
  const found: Warning[] = [];
  for (const context of contexts) {
    const { rollout, environment, namespace } = context;
    const route = routingOf(context);
    if (route === undefined) continue;
    const claims = [
      { what: `routes named ${namespace}/${rollout.service}`, hint: "give one of them another service name" },
      ...route.paths.map(({ path }) => ({
        what: `${route.host}${path}`,
        hint: "finish one before the other starts, or give them different hosts or paths: a path has one primary and one canary",
      })),
    ];
    for (const { what, hint } of claims) {
      const key = `${environment.name} ${what}`;
      const owner = claimed.get(key) ?? rollout.name;
      claimed.set(key, owner);
      if (owner !== rollout.name)
        found.push({ message: `rollouts "${owner}" and "${rollout.name}" both write ${what} in "${environment.name}"`, hint });
    }
  }
  return found;
}
