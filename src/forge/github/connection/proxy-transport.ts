import { isLoopback } from "../../../base/is-loopback.ts";
import { readCapped } from "../../../base/read-capped.ts";
import { fetchTransport } from "./fetch-transport.ts";
import type { Transport } from "./transport.ts";

/** Addresses of proxies, as the environment names them. */
export interface Proxies {
  readonly https: string | undefined;
  readonly http: string | undefined;
  /** Hosts that are asked directly, in the notation of `NO_PROXY`. */
  readonly except: string | undefined;
}

/** Reads `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, in either case; the lower case wins, as everywhere. */
export function readProxies(variable: (name: string) => string | undefined): Proxies {
  const read = (name: string): string | undefined =>
    [variable(name.toLowerCase()), variable(name)].find((one) => one !== undefined && one !== "");
  return { https: read("HTTPS_PROXY"), http: read("HTTP_PROXY"), except: read("NO_PROXY") };
}

/** Texts of the proxies' addresses that must not be shown. */
export function proxySecrets({ https, http }: Proxies): readonly string[] {
  return [https, http].flatMap((address) => {
    const password = address !== undefined && URL.canParse(address) ? new URL(address).password : "";
    return password === "" ? [] : [password, decodeURIComponent(password)];
  });
}

/**
 * Sends requests through the proxies, or directly where none is named. What
 * this needs is slow to load, so it is loaded only then. This machine's own
 * addresses are never asked through a proxy.
 */
export function proxyTransport({ https, http, except }: Proxies): Transport {
  if (https === undefined && http === undefined) return fetchTransport;
  let opened: Promise<{ readonly undici: typeof import("undici"); readonly dispatcher: import("undici").Dispatcher }> | undefined;
  const open = async () => {
    const undici = await import("undici");
    const named = {
      ...(http === undefined ? {} : { httpProxy: http }),
      ...(https === undefined ? {} : { httpsProxy: https }),
      noProxy: except ?? "",
    };
    return { undici, dispatcher: new undici.EnvHttpProxyAgent(named) };
  };
  return async (request) => {
    if (isLoopback(request.url.hostname)) return fetchTransport(request);
    const { undici, dispatcher } = await (opened ??= open());
    const response = await undici.fetch(request.url, {
      method: request.method,
      headers: request.headers,
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: "manual",
      signal: AbortSignal.timeout(request.timeout),
      dispatcher,
    });
    return {
      status: response.status,
      header: (name) => response.headers.get(name) ?? undefined,
      text: response.body === null ? "" : await readCapped(response.body, request.cap),
    };
  };
}
