/** A request as it goes out, with everything it carries. */
export interface TransportRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Milliseconds until it is given up, from the first byte sent to the last received. */
  readonly timeout: number;
  /** Bytes of the answer that are read at most. */
  readonly cap: number;
}

/** What came back, read to its end, before anybody has looked into it. */
export interface TransportAnswer {
  readonly status: number;
  /** One header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
  /** The whole body, or `undefined` when it is larger than the cap. */
  readonly text: string | undefined;
}

/** Sends a request and never follows a redirect. Rejects with the platform's error where there is no answer, or only part of one. */
export type Transport = (request: TransportRequest) => Promise<TransportAnswer>;
