import { readCapped } from "../../base/read-capped.ts";
import type { TransportRequest, TransportResponse } from "./transport.ts";

/** Sends requests by the platform's own `fetch`. */
export async function fetchTransport({ url, method, headers, body, timeout }: TransportRequest): Promise<TransportResponse> {
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
    text: async (cap) => (response.body === null ? "" : readCapped(response.body, cap)),
  };
}
