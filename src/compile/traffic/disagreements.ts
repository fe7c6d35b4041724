import { expectedShare } from "./expected-share.ts";
import type { RequestClass } from "./request-class.ts";
import type { Routing } from "./routing.ts";
import { percentOf, type Share } from "./share.ts";

/** Where Ingress and HTTPRoute send a class of requests different ways; empty when they agree. */
export function disagreements(routing: Routing): readonly string[] {
  return requestClasses(routing).flatMap((request) => {
    const ingress = expectedShare(routing, request, "ingress-nginx");
    const route = expectedShare(routing, request, "http-route");
    if (ingress?.parts === route?.parts && ingress?.of === route?.of) return [];
    return [`${describe(request)}: ${written(ingress)} by the Ingress, ${written(route)} by the HTTPRoute`];
  });
}

/** Every class of requests that a routing tells apart, and one below each path. */
function requestClasses({ paths, canary }: Routing): readonly RequestClass[] {
  const { header, cookie } = canary?.match ?? {};
  const words = [undefined, "always", "never", "other"];
  const headers = header === undefined ? [undefined] : [...words, ...(header.value === undefined ? [] : [header.value])];
  const cookies = cookie === undefined ? [undefined] : words;
  return paths
    .flatMap(({ path }) => [path, `${path.replace(/\/$/, "")}/below`])
    .flatMap((path) => headers.flatMap((one) => cookies.map((other): RequestClass => ({ path, header: one, cookie: other }))));
}

function describe({ path, header, cookie }: RequestClass): string {
  return [path, ...(header === undefined ? [] : [`header ${header}`]), ...(cookie === undefined ? [] : [`cookie ${cookie}`])].join(", ");
}

function written(share: Share | undefined): string {
  return share === undefined ? "no answer" : `${percentOf(share)} %`;
}
