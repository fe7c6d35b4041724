import type { FolderCheck } from "../check.ts";
import { committedIngresses, isReadable } from "../traffic/committed-ingresses.ts";
import { committedRoutes } from "../traffic/committed-routes.ts";
import { disputedRequests, incomparable, type BothWays } from "../traffic/disputed-requests.ts";
import { gatewayRules } from "./gateway-rules.ts";
import { trafficBackend } from "./traffic-backend.ts";
import { trafficHosts } from "./traffic-hosts.ts";
import { trafficPairing } from "./traffic-pairing.ts";
import { trafficTraps } from "./traffic-traps.ts";
import { trafficWeight } from "./traffic-weight.ts";

/** Checks that name the fault behind a difference. */
const closer = [gatewayRules, trafficHosts, trafficBackend, trafficPairing, trafficTraps, trafficWeight];

/** Where both an Ingress and an HTTPRoute are written, which of them is in use must not matter. */
export const trafficShare: FolderCheck = {
  code: "traffic-share",
  severity: "error",
  description: "Ingress and HTTPRoute of a host send each kind of request the same way, in the same shares",
  scope: "folder",
  *check(folder) {
    const ingresses = committedIngresses(folder);
    if (!isReadable(folder) || closer.some((check) => [...check.check(folder)].some(({ severity }) => severity === undefined))) return;
    for (const route of committedRoutes(folder)) {
      for (const host of route.hostnames) {
        const own = ingresses.filter(({ paths }) => paths.some((path) => path.host === host));
        const ways: BothWays = {
          host,
          primaries: own.filter(({ isCanary }) => !isCanary),
          canaries: own.filter(({ isCanary }) => isCanary),
          route,
        };
        if (ways.primaries.length === 0) continue;
        const { file, document } = route.object;
        const source = { file, document, path: ["spec", "rules"] };
        const beyond = incomparable(ways);
        if (beyond !== undefined) {
          yield {
            message: `${route.title} cannot be compared with the Ingress of ${host.slice(0, 100)}: ${beyond} cannot be judged here`,
            hint: "write both in terms that both have",
            ...source,
            severity: "warning",
          };
          continue;
        }
        const [first, ...more] = disputedRequests(ways);
        if (first === undefined) continue;
        const others = more.length === 0 ? "" : `, and ${more.length} more kind${more.length === 1 ? "" : "s"} of requests differ`;
        yield {
          message: `${first.backend} gets ${first.byIngress} of requests to ${host.slice(0, 100)}${first.request} by the Ingress and ${first.byRoute} by ${route.title}${others}`,
          hint: "run `rampart compile`: it writes both from one routing",
          ...source,
        };
      }
    }
  },
};
