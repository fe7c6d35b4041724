import type { Backend, RequestMatch, RoutePath, Traffic } from "../../model/traffic.ts";
import type { Variant } from "../../model/signal.ts";
import type { Position } from "../position.ts";

/** The second route beside the primary: which requests leave the primary for the candidate. */
export interface Canary {
  /** Parts of `total` that go to the candidate. */
  readonly weight: number;
  readonly total: number;
  /** Requests that are decided before the weight is asked. */
  readonly match: RequestMatch | undefined;
}

/** Where requests go at one stage, in no provider's words: what Ingress and HTTPRoute are both written from. */
export interface Routing {
  readonly host: string;
  readonly paths: readonly RoutePath[];
  readonly backends: Readonly<Record<Variant, Backend>>;
  /** Side that the primary route points to. */
  readonly primary: Variant;
  readonly canary: Canary | undefined;
  /** Percentage of requests that the route copies to the candidate; 0 where the application copies them. */
  readonly mirrorPercent: number;
  readonly affinityCookie: string | undefined;
  readonly tlsSecret: string | undefined;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The routing of a position on the ladder. */
export function routing(traffic: Traffic, host: string, position: Position): Routing {
  const { weight, weightTotal, match, primary } = position;
  return {
    host,
    paths: traffic.paths,
    backends: { baseline: traffic.baseline, candidate: traffic.candidate },
    primary,
    canary: position.canary === "present" ? { weight, total: weightTotal, match } : undefined,
    mirrorPercent: traffic.mirrorBy === "route" ? position.mirrorPercent : 0,
    affinityCookie: traffic.affinityCookie,
    tlsSecret: traffic.tls?.secret,
    annotations: traffic.annotations,
  };
}

/** Whether two backends are the same service and port. */
export function sameBackend(left: Backend, right: Backend): boolean {
  return left.service === right.service && left.port === right.port;
}
