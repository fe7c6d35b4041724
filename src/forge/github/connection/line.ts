import type { BuiltRequest } from "./build-request.ts";
import { createTurns } from "./create-turns.ts";
import type { Transport, TransportAnswer } from "./transport.ts";

/** A request as it is told to whoever watches. */
export interface ToldRequest {
  readonly method: string;
  /** Path and query below the API's address. */
  readonly path: string;
  /** What it is for, as it goes on after "in order to". */
  readonly to: string;
}

/** What a line to a server is made of. */
export interface LineOptions {
  /** Address of the API: `https://api.github.com`. */
  readonly baseUrl: string;
  readonly transport: Transport;
  /** Unix seconds; for pacing, for an App's first request, and where a server tells no time. */
  readonly clock: () => number;
  /** Takes milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Is told each request right before it goes out. */
  readonly onRequest?: (told: ToldRequest) => void;
  /** Milliseconds for one request. Default 30 seconds. */
  readonly timeout?: number;
  /** Texts that must not be shown, beside the token. */
  readonly secrets?: readonly string[];
}

/** The way to one server, shared by all who ask it. */
export interface Line {
  readonly baseUrl: string;
  /** Host and port, as people know it. */
  readonly host: string;
  readonly secrets: readonly string[];
  /** Milliseconds for one request. */
  readonly timeout: number;
  requests(): number;
  /** The server's own time of its last answer, Unix seconds. */
  serverTime(): number | undefined;
  /** The server's time, or ours where it never told one. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Sends nothing for so many seconds, whoever asks. */
  rest(seconds: number): Promise<void>;
  /** Acts one after the other. */
  inTurn<Result>(act: () => Promise<Result>): Promise<Result>;
  /** One request, one answer. Throws what the transport throws, and nothing else. */
  send(request: BuiltRequest, authorization: string, to: string): Promise<TransportAnswer>;
}

/** Bytes of one answer that are read at most: a tree of 100,000 files has 7 MB. */
const largestAnswer = 32 * 1_048_576;

const usualTimeout = 30_000;

/** Opens a line. Nothing is sent by it alone. */
export function openLine(options: LineOptions): Line {
  const { baseUrl, transport, clock, sleep, onRequest, timeout = usualTimeout, secrets = [] } = options;
  const base = new URL(baseUrl);
  const inTurn = createTurns({ clock, sleep, pause: base.hostname === "api.github.com" ? 1 : 0 });
  let requests = 0;
  let serverTime: number | undefined;
  let resting: Promise<void> = Promise.resolve();
  const now = (): number => serverTime ?? clock();

  return {
    baseUrl,
    host: base.host,
    secrets,
    timeout,
    requests: () => requests,
    serverTime: () => serverTime,
    now,
    sleep,
    inTurn,
    async rest(seconds) {
      resting = Promise.all([resting, sleep(seconds * 1000)]).then(() => undefined);
      await resting;
    },
    async send({ url, method, headers, body }, authorization, to) {
      await resting;
      requests += 1;
      onRequest?.({ method, path: below(base, url), to });
      const answer = await transport({ url, method, headers: { ...headers, authorization }, body, timeout, cap: largestAnswer });
      const date = Date.parse(answer.header("date") ?? "");
      if (!Number.isNaN(date)) serverTime = date / 1000;
      return answer;
    },
  };
}

/** Path and query below the API's address, where it is below it. */
function below(base: URL, { pathname, search }: URL): string {
  const prefix = base.pathname.replace(/\/$/, "");
  return `${pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname}${search}`;
}
