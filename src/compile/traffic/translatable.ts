import { headerPattern } from "./header-pattern.ts";
import { httpRouteRules } from "./http-route-rules.ts";
import type { Provider } from "./provider.ts";
import type { Routing } from "./routing.ts";

/** Something of a routing that a provider has no words for. */
export interface Untranslatable {
  /** What it is and why it cannot be said. */
  readonly reason: string;
  readonly hint: string;
}

/** What keeps a routing from meaning the same as Ingress and as HTTPRoute; empty when nothing does. */
export function translatable(routing: Routing): readonly Untranslatable[] {
  return [...inIngress(routing), ...affinity(routing), ...pattern(routing), ...limits(routing)];
}

/** What of a routing a provider cannot say; empty when it can say everything. */
export function inexpressible(routing: Routing, provider: Provider): readonly Untranslatable[] {
  if (provider === "ingress-nginx") return inIngress(routing);
  // Where one side gets everything there is no side to bind a session to.
  const split = routing.canary !== undefined && routing.canary.weight > 0 && routing.canary.weight < routing.canary.total;
  return [...(split ? affinity(routing) : []), ...pattern(routing), ...limits(routing)];
}

function inIngress({ mirrorPercent }: Routing): readonly Untranslatable[] {
  if (mirrorPercent === 0) return [];
  return [
    {
      reason: `mirrors ${mirrorPercent} % of requests by the route, which ingress-nginx cannot do`,
      hint: 'set traffic.mirrorBy to "application" if the service copies requests itself, or routedBy to ["gateway"] in the ladder',
    },
  ];
}

function affinity({ affinityCookie, canary }: Routing): readonly Untranslatable[] {
  if (affinityCookie === undefined || canary === undefined) return [];
  return [
    {
      reason: `traffic.affinityCookie "${affinityCookie}" binds sessions, which an HTTPRoute of the standard channel cannot do`,
      hint: 'set routedBy: ["ingress"] in the ladder, or remove traffic.affinityCookie',
    },
  ];
}

function pattern({ canary }: Routing): readonly Untranslatable[] {
  const written = canary?.match?.header?.pattern;
  const translated = written === undefined ? undefined : headerPattern(written);
  if (translated?.problem === undefined) return [];
  return [
    {
      reason: `header pattern ${written} has ${translated.problem}, which gateways read differently or not at all`,
      hint: "write the pattern without it, or match one value",
    },
  ];
}

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec */
function limits(routing: Routing): readonly Untranslatable[] {
  const rules = httpRouteRules(routing);
  const perRule = Math.max(...rules.map(({ matches }) => matches.length));
  const total = rules.reduce((sum, { matches }) => sum + matches.length, 0);
  if (perRule <= 64 && total <= 128) return [];
  return [
    {
      reason: `${routing.paths.length} paths give ${total} matches, and an HTTPRoute takes at most 64 in a rule and 128 in all`,
      hint: "name fewer, shorter Prefix paths in traffic.paths",
    },
  ];
}
