import type { Probe } from "../../model/probe.ts";

/** A request as it is sent. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * The request of an HTTP probe; `credential` gives the value of an environment
 * variable, or what stands in its place.
 */
export function httpRequest(probe: Extract<Probe, { readonly kind: "http" }>, credential: (variable: string) => string): HttpRequest {
  const { url, headers, bearerToken, body } = probe;
  const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  return {
    // As curl does: a body turns a GET into a POST, and is a form unless a header says otherwise.
    method: body !== undefined && probe.method === "GET" ? "POST" : probe.method,
    url,
    headers: {
      ...headers,
      ...(body === undefined || given.has("content-type") ? {} : { "content-type": "application/x-www-form-urlencoded" }),
      ...authorization(bearerToken, credential),
    },
    ...(body === undefined ? {} : { body }),
  };
}

/** The header that carries a bearer token, if there is one. */
export function authorization(bearerToken: string | undefined, credential: (variable: string) => string): Readonly<Record<string, string>> {
  return bearerToken === undefined ? {} : { authorization: `Bearer ${credential(bearerToken)}` };
}
