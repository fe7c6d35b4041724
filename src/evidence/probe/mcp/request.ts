import { networkReason } from "../network-reason.ts";
import { ProbeFault } from "../probe-fault.ts";
import { largestAnswer, type Endpoint } from "./transport.ts";

/** What a request of a transport has beside the endpoint's own headers. */
export interface TransportRequest {
  readonly method: "GET" | "POST" | "DELETE";
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  /** Instead of the endpoint's. */
  readonly url?: string;
  readonly signal?: AbortSignal;
}

/** Sends one request of a transport; redirects are not followed. Throws a {@link ProbeFault} when nobody answers. */
export async function request(endpoint: Endpoint, { method, headers, body, url, signal }: TransportRequest): Promise<Response> {
  try {
    return await endpoint.fetch(url ?? endpoint.url, {
      method,
      headers: mergeHeaders(endpoint.headers, headers),
      ...(body === undefined ? {} : { body: Buffer.from(body, "utf8") }),
      redirect: "manual",
      signal: signal ?? endpoint.signal,
    });
  } catch (error) {
    throw silence(endpoint, error);
  }
}

/** The transport's own headers win: without them the exchange could not be understood. */
function mergeHeaders(
  given: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const merged = new Map<string, string>([["user-agent", "rampart"]]);
  for (const [name, value] of [...Object.entries(given), ...Object.entries(own)]) {
    if (value !== undefined) merged.set(name.toLowerCase(), value);
  }
  return Object.fromEntries(merged);
}

/** Chunks of a body, up to the largest answer. Throws a {@link ProbeFault} when it is larger or breaks off. */
export async function* bodyOf(endpoint: Endpoint, response: Response): AsyncGenerator<Uint8Array> {
  if (response.body === null) return;
  const reader = response.body.getReader();
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      size += value.byteLength;
      if (size > largestAnswer) throw new ProbeFault("fail", `the answer is larger than ${largestAnswer / 1_048_576} MiB`);
      yield value;
    }
  } catch (error) {
    throw error instanceof ProbeFault ? error : silence(endpoint, error);
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

/** Drops a body that nobody reads. */
export function discard(response: Response): void {
  void response.body?.cancel().catch(() => undefined);
}

/** What kind of body a response says it has, without parameters: `text/event-stream`. */
export function mediaType(response: Response): string {
  return (response.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

function silence({ signal, timeout }: Endpoint, error: unknown): ProbeFault {
  const message = signal.aborted ? `no answer within ${timeout}` : `no answer: ${networkReason(error)}`;
  return new ProbeFault("unreachable", message, { cause: error });
}
