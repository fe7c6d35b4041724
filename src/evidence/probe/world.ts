/** What probes may touch, passed in so that tests decide what it is. */
export interface World {
  /** The project's folder: where commands run and receipts are. */
  readonly root: string;
  /** An environment variable, or `undefined`. */
  readonly env: (name: string) => string | undefined;
  readonly fetch: typeof fetch;
  /** Unix milliseconds. */
  readonly now: () => number;
}
