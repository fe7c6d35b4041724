import { rememberingFor } from "../../base/remembering.ts";
import type { Backend } from "../../model/traffic.ts";
import type { Canary, Routing } from "./routing.ts";

/** What an Ingress says beside host and paths, which primary and canary share. */
export interface IngressIntent {
  readonly backend: Backend;
  readonly annotations: Readonly<Record<string, string>>;
  readonly tlsSecret: string | undefined;
}

/** The primary Ingress, and the canary Ingress where there is one. */
export interface Ingresses {
  readonly primary: IngressIntent;
  readonly canary: IngressIntent | undefined;
}

/** Prefix of ingress-nginx's annotations. */
export const nginxPrefix = "nginx.ingress.kubernetes.io/";

/**
 * A routing as ingress-nginx has it. The canary carries canary annotations
 * only: the rest, and the certificate, are taken over from the primary.
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#canary
 */
export const ingresses = rememberingFor((routing: Routing): Ingresses => {
  const { backends, primary, canary, affinityCookie, annotations, tlsSecret } = routing;
  const affinity = affinityCookie === undefined ? {} : prefixed({ affinity: "cookie", "session-cookie-name": affinityCookie });
  return {
    primary: { backend: backends[primary], annotations: { ...annotations, ...affinity }, tlsSecret },
    canary:
      canary === undefined
        ? undefined
        : { backend: backends.candidate, annotations: prefixed(canaryAnnotations(canary)), tlsSecret: undefined },
  };
});

function canaryAnnotations({ weight, total, match }: Canary): Record<string, string> {
  const { header, cookie } = match ?? {};
  return {
    canary: "true",
    "canary-weight": String(weight),
    // The balancer counts in percent unless the total is over 100.
    ...(total > 100 ? { "canary-weight-total": String(total) } : {}),
    ...(header === undefined ? {} : { "canary-by-header": header.name }),
    ...(header?.value === undefined ? {} : { "canary-by-header-value": header.value }),
    ...(header?.pattern === undefined ? {} : { "canary-by-header-pattern": header.pattern }),
    ...(cookie === undefined ? {} : { "canary-by-cookie": cookie }),
  };
}

function prefixed(annotations: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(annotations).map(([key, value]) => [`${nginxPrefix}${key}`, value]));
}
