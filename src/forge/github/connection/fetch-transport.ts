import { readCapped } from "../../../base/read-capped.ts";
import type { TransportAnswer, TransportRequest } from "./transport.ts";

/** Sends requests by the platform's own `fetch`, which trusts what `NODE_EXTRA_CA_CERTS` adds. */
export async function fetchTransport({ url, method, headers, body, timeout, cap }: TransportRequest): Promise<TransportAnswer> {
  const response = await fetch(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    redirect: "manual",
    signal: AbortSignal.timeout(timeout),
  });
  return {
    status: response.status,
    header: (name) => response.headers.get(name) ?? undefined,
    text: response.body === null ? "" : await readCapped(response.body, cap),
  };
}
