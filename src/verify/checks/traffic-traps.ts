import { codeUnitOrder } from "../../base/code-unit-order.ts";
import { nginxPrefix } from "../../compile/traffic/ingresses.ts";
import type { FolderCheck, Report } from "../check.ts";
import { canaryFaults } from "../traffic/canary-annotations.ts";
import { committedIngresses, type CommittedIngress } from "../traffic/committed-ingresses.ts";
import { committedRoutes, type CommittedRoute } from "../traffic/committed-routes.ts";

/** What ingress-nginx and gateways take without complaint, and do otherwise than it looks. */
export const trafficTraps: FolderCheck = {
  code: "traffic-traps",
  severity: "error",
  description: "no annotation or filter that is ignored, or means something else than it seems to",
  scope: "folder",
  *check(folder) {
    const ingresses = committedIngresses(folder);
    const routes = committedRoutes(folder);
    for (const ingress of ingresses) {
      for (const { key, message, ...rest } of canaryFaults(ingress.annotations, ingress.isCanary))
        yield report(ingress, key, { message: `${ingress.title} ${message}`, ...rest });
    }
    for (const primary of ingresses.filter(({ isCanary }) => !isCanary)) {
      const hosts = new Set(primary.paths.map(({ host }) => host));
      const canaries = ingresses.filter(({ isCanary, paths }) => isCanary && paths.some(({ host }) => hosts.has(host)));
      yield* sticky(primary, canaries);
      yield* lost(
        primary,
        routes.filter(({ hostnames }) => hostnames.some((host) => hosts.has(host))),
      );
    }
    for (const route of routes) yield* mirrored(route);
  },
};

function* sticky(primary: CommittedIngress, canaries: readonly CommittedIngress[]): Generator<Report> {
  if (primary.annotations.get("affinity") !== "cookie") return;
  const cookie = primary.annotations.get("session-cookie-name") ?? "INGRESSCOOKIE";
  const moving = canaries.find(({ annotations }) => Number(annotations.get("canary-weight") ?? 0) > 0);
  const matching = canaries.find(({ annotations }) => annotations.has("canary-by-header") || annotations.has("canary-by-cookie"));
  if (moving !== undefined) {
    yield report(primary, "affinity", {
      message: `${primary.title} binds sessions by cookie "${cookie.slice(0, 80)}", so the weight of ${moving.title} moves new sessions only`,
      hint: "expect the candidate's share to trail the weight by the life of a session, both up and down",
      severity: "warning",
    });
  }
  if (matching !== undefined) {
    yield report(primary, "affinity", {
      message: `${primary.title} binds sessions by cookie "${cookie.slice(0, 80)}", and a bound session is not moved by the header or cookie of ${matching.title}`,
      hint: `test the match without the cookie "${cookie.slice(0, 80)}"`,
      severity: "warning",
    });
  }
}

function* lost(primary: CommittedIngress, [route]: readonly CommittedRoute[]): Generator<Report> {
  // What is about the canary or sessions is compared, or refused, elsewhere.
  const keys = [...primary.annotations.keys()].filter((key) => !/^(canary|affinity|session-cookie-)/.test(key)).toSorted(codeUnitOrder);
  const [first] = keys;
  if (route === undefined || first === undefined) return;
  yield report(primary, first, {
    message: `${primary.title} has annotations without a counterpart in ${route.title}: ${keys.join(", ").slice(0, 300)}`,
    hint: "set them by a policy of the gateway, where they matter there",
    severity: "notice",
  });
}

function* mirrored({ object, title, rules }: CommittedRoute): Generator<Report> {
  for (const { mirrors, backendRefs } of rules) {
    for (const { backend, at } of mirrors) {
      if (!backendRefs.some(({ name, port, weight }) => name === backend.name && port === backend.port && weight > 0)) continue;
      yield {
        message: `${title} mirrors requests to ${backend.name}:${backend.port}, which answers some of them as well and so sees those twice`,
        hint: "end the mirror with the first weight",
        file: object.file,
        document: object.document,
        path: at,
        severity: "warning",
      };
    }
  }
}

function report({ object }: CommittedIngress, key: string, rest: Pick<Report, "message" | "hint" | "severity">): Report {
  return { ...rest, file: object.file, document: object.document, path: ["metadata", "annotations", `${nginxPrefix}${key}`] };
}
