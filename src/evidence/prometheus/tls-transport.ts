import { request } from "node:https";
import { readCapped } from "../../base/read-capped.ts";
import type { Transport, TransportResponse } from "./transport.ts";

/** Certificates of a connection, as PEM text. */
export interface TlsMaterial {
  readonly certificate: string | undefined;
  readonly key: string | undefined;
  /** Authorities that are trusted instead of the platform's. */
  readonly authority: string | undefined;
}

/** Sends requests over TLS with certificates of its own, which the platform's `fetch` cannot be given. */
export function tlsTransport({ certificate, key, authority }: TlsMaterial): Transport {
  return ({ url, method, headers, body, timeout }) =>
    new Promise<TransportResponse>((resolve, reject) => {
      const sent = request(
        url,
        {
          method,
          headers,
          agent: false,
          signal: AbortSignal.timeout(timeout),
          ...(certificate === undefined ? {} : { cert: certificate }),
          ...(key === undefined ? {} : { key }),
          ...(authority === undefined ? {} : { ca: authority }),
        },
        (response) =>
          resolve({
            status: response.statusCode ?? 0,
            header: (name) => {
              const value = response.headers[name];
              return Array.isArray(value) ? value.join(", ") : value;
            },
            text: (cap) => readCapped(response, cap),
          }),
      );
      sent.on("error", reject);
      sent.end(body);
    });
}
