/** One exchange of the REST or GraphQL API, as the client wrote it and as the forge answered, whatever reached the client. */
export interface Observed {
  readonly method: string;
  /** Without query and without `/api/v3`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly requestBody: unknown;
  readonly status: number;
  readonly responseBody: unknown;
}
