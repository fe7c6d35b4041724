import { linearPattern } from "../../base/linear-pattern.ts";
import { nginxPrefix } from "../../compile/traffic/ingresses.ts";
import { backendShare } from "../../compile/traffic/backend-share.ts";
import { canaryShare } from "../../compile/traffic/canary-share.ts";
import { matchesPath } from "../../compile/traffic/request-class.ts";
import { percentOf, share, whole, type Share } from "../../compile/traffic/share.ts";
import type { Backend } from "../../model/traffic.ts";
import type { CommittedIngress, IngressPath, NamedBackend } from "./committed-ingresses.ts";
import type { CommittedRoute } from "./committed-routes.ts";

/** The Ingresses and the HTTPRoute that answer for one host. */
export interface BothWays {
  readonly host: string;
  readonly primaries: readonly CommittedIngress[];
  readonly canaries: readonly CommittedIngress[];
  readonly route: CommittedRoute;
}

/** A kind of request that is sent different ways, in words. */
export interface Dispute {
  readonly request: string;
  readonly backend: string;
  readonly byIngress: string;
  readonly byRoute: string;
}

interface Request {
  readonly path: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookie: { readonly name: string; readonly value: string } | undefined;
}

/** What keeps the two from being compared: something that only the gateway or the controller can judge. */
export function incomparable({ primaries, canaries, route }: BothWays): string | undefined {
  const patterns = canaries.flatMap(({ annotations }) => annotations.get("canary-by-header-pattern") ?? []);
  if (patterns.some((pattern) => linearPattern(pattern) === undefined)) return "the canary's header pattern";
  const odd = [...primaries, ...canaries]
    .flatMap(({ paths }) => paths)
    .find(({ pathType, backend }) => pathType === "ImplementationSpecific" || typeof backend?.port !== "number");
  if (odd !== undefined)
    return odd.pathType === "ImplementationSpecific"
      ? `path type ImplementationSpecific of ${odd.path.slice(0, 80)}`
      : `a port without a number behind ${odd.path.slice(0, 80)}`;
  if (route.rules.length > 16 || route.rules.flatMap(({ matches }) => matches).length > 128)
    return "a route of more rules than it may have";
  return route.beyond;
}

/** Requests that Ingress and HTTPRoute send different ways, worked out from what is committed for each. */
export function* disputedRequests(ways: BothWays): Generator<Dispute> {
  for (const request of requests(ways)) {
    const byIngress = ingressShares(ways, request);
    for (const [name, { backend, part }] of byIngress) {
      const byRoute = backendShare(ways.route.rules, backend, { path: request.path, headers: sent(request) });
      if (byRoute?.parts === part.parts && byRoute.of === part.of) continue;
      yield {
        request: described(request),
        backend: name,
        byIngress: `${percentOf(part)} %`,
        byRoute: byRoute === undefined ? "no answer" : `${percentOf(byRoute)} %`,
      };
      break;
    }
  }
}

/** Share of each backend that the Ingresses know for a request; none where no path is theirs. */
function ingressShares(
  { host, primaries, canaries }: BothWays,
  request: Request,
): ReadonlyMap<string, { readonly backend: Backend; readonly part: Share }> {
  const primary = best(primaries, host, request.path);
  const backend = plain(primary?.path.backend);
  if (primary === undefined || backend === undefined) return new Map();
  const canary = canaries.flatMap((ingress) =>
    ingress.paths.filter((path) => samePath(path, primary.path)).map((path) => ({ ingress, path })),
  )[0];
  const other = plain(canary?.path.backend);
  if (canary === undefined || other === undefined) return new Map([[nameOf(backend), { backend, part: whole }]]);
  const header = request.headers[(canary.ingress.annotations.get("canary-by-header") ?? "").toLowerCase()];
  const cookie = request.cookie?.name === canary.ingress.annotations.get("canary-by-cookie") ? request.cookie?.value : undefined;
  const part = canaryShare(
    { primary: intent(primary.ingress, backend), canary: intent(canary.ingress, other), sides: { baseline: backend, candidate: other } },
    { path: request.path, header, cookie },
  );
  return new Map([
    [nameOf(other), { backend: other, part }],
    [nameOf(backend), { backend, part: share(part.of - part.parts, part.of) }],
  ]);
}

function best(ingresses: readonly CommittedIngress[], host: string, requested: string) {
  return ingresses
    .flatMap((ingress) =>
      ingress.paths.filter((path) => path.host === host && matchesPath(route(path), requested)).map((path) => ({ ingress, path })),
    )
    .toSorted(
      (left, right) =>
        Number(right.path.pathType === "Exact") - Number(left.path.pathType === "Exact") || right.path.path.length - left.path.path.length,
    )[0];
}

function route({ path, pathType }: IngressPath) {
  return { path: path === "/" ? path : path.replace(/\/$/, ""), type: pathType === "Exact" ? ("Exact" as const) : ("Prefix" as const) };
}

function samePath(left: IngressPath, right: IngressPath): boolean {
  return left.host === right.host && left.path === right.path && left.pathType === right.pathType;
}

function plain(backend: NamedBackend | undefined): Backend | undefined {
  return backend === undefined || typeof backend.port !== "number" ? undefined : { service: backend.service, port: backend.port };
}

function intent({ annotations, isCanary }: CommittedIngress, backend: Backend) {
  const named = Object.fromEntries([...annotations].map(([key, value]) => [`${nginxPrefix}${key}`, value]));
  return { backend, annotations: isCanary ? { ...named, [`${nginxPrefix}canary`]: "true" } : named, tlsSecret: undefined };
}

/** One request of each kind that either side tells apart: paths, and values of headers and of the cookie. */
function* requests({ host, primaries, canaries, route }: BothWays): Generator<Request> {
  const own = primaries.flatMap((ingress) => ingress.paths.filter((path) => path.host === host).map(({ path }) => path));
  const paths = new Set(
    [...own, ...route.rules.flatMap(({ matches }) => matches.map(({ path }) => path.value))]
      .slice(0, 40)
      .flatMap((path) => [path, `${path.replace(/\/$/, "")}/below`]),
  );
  const headers = new Map<string, Set<string>>();
  const add = (name: string, ...values: readonly string[]): void => {
    const key = name.toLowerCase();
    const found = headers.get(key) ?? new Set();
    headers.set(key, found);
    for (const value of values) found.add(value);
  };
  const words = ["always", "never", "other"];
  for (const { annotations } of canaries) {
    const header = annotations.get("canary-by-header");
    if (header !== undefined) add(header, ...words, annotations.get("canary-by-header-value") ?? "always");
  }
  for (const { name, type, value } of route.rules.flatMap(({ matches }) => matches.flatMap((match) => match.headers ?? []))) {
    if (name.toLowerCase() !== "cookie") add(name, ...words, ...(type === "Exact" ? [value] : []));
  }
  const routed = route.rules
    .flatMap(({ matches }) => matches.flatMap((match) => match.headers ?? []))
    .filter(({ name }) => name.toLowerCase() === "cookie");
  const cookies = [
    ...new Set([
      ...canaries.flatMap(({ annotations }) => annotations.get("canary-by-cookie") ?? []),
      ...routed.flatMap(({ value }) => cookieName(value)),
    ]),
  ].slice(0, 10);
  const sentHeaders = [{}, ...[...headers].flatMap(([name, values]) => [...values].map((value) => ({ [name]: value })))].slice(0, 60);
  const sentCookies = [undefined, ...cookies.flatMap((name) => words.map((value) => ({ name, value })))];
  for (const path of paths) for (const one of sentHeaders) for (const cookie of sentCookies) yield { path, headers: one, cookie };
}

/** The cookie that a pattern over the whole Cookie header asks for. */
function cookieName(pattern: string): readonly string[] {
  const [, name] = /([\w.~\\-]{1,80})=/.exec(pattern.slice(0, 400)) ?? [];
  return name === undefined ? [] : [name.replaceAll("\\", "")];
}

function sent({ headers, cookie }: Request): Readonly<Record<string, string>> {
  return cookie === undefined ? headers : { ...headers, cookie: `theme=dark; ${cookie.name}=${cookie.value}; lang=en` };
}

function described({ path, headers, cookie }: Request): string {
  const parts = [
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(cookie === undefined ? [] : [`cookie ${cookie.name}=${cookie.value}`]),
  ];
  return `${path}${parts.length === 0 ? "" : ` with ${parts.join(" and ")}`}`.slice(0, 200);
}

function nameOf({ service, port }: Backend): string {
  return `${service}:${port}`;
}
