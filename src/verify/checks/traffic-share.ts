import type { FolderCheck } from "../check.ts";
import type { Folder } from "../folder.ts";
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
    if (!isReadable(folder)) return;
    const pairs = bothWays(folder);
    if (pairs.length === 0 || closer.some((check) => [...check.check(folder)].some(({ severity }) => severity === undefined))) return;
    for (const ways of pairs) {
      const { host, route } = ways;
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
  },
};

/** Every host that both Ingresses and an HTTPRoute answer for. */
function bothWays(folder: Folder): readonly BothWays[] {
  const ingresses = committedIngresses(folder);
  return committedRoutes(folder).flatMap((route) =>
    route.hostnames.flatMap((host): readonly BothWays[] => {
      const own = ingresses.filter(({ paths }) => paths.some((path) => path.host === host));
      const primaries = own.filter(({ isCanary }) => !isCanary);
      return primaries.length === 0 ? [] : [{ host, primaries, canaries: own.filter(({ isCanary }) => isCanary), route }];
    }),
  );
}
