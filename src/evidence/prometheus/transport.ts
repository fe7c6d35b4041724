/** A request to a metrics server. */
export interface TransportRequest {
  readonly url: URL;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Milliseconds until it is given up, from the first byte sent to the last received. */
  readonly timeout: number;
}

/** What came back, before anybody has looked into it. */
export interface TransportResponse {
  readonly status: number;
  /** One header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
  /** The whole body, or `undefined` when it is larger than the cap. */
  readonly text: (cap: number) => Promise<string | undefined>;
}

/**
 * Sends a request and never follows a redirect. Rejects when there is no
 * answer; whoever calls it tells why by the error's code.
 */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;
