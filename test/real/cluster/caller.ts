import { Pool } from "undici";

/** Somebody who asks through a gateway. */
export interface Caller {
  /** What came back: status and text, as in `"200 baseline /1"`, or what went wrong. */
  readonly ask: (question: Question) => Promise<string>;
  /** The same question over and over, until `end` is called: what came back, each with how often. */
  readonly goOn: (question: Question) => { readonly end: () => Promise<Readonly<Record<string, number>>> };
  readonly close: () => Promise<void>;
}

/** A request to the caller's host. */
export interface Question {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A caller of a host, at the port of a gateway's TLS listener on loopback. */
export function caller(port: number, host: string): Caller {
  // Certificates are the gateway's own.
  const pool = new Pool(`https://127.0.0.1:${port}`, { connections: 16, connect: { rejectUnauthorized: false, servername: host } });
  const ask = async ({ method, path, headers = {}, body }: Question): Promise<string> => {
    try {
      const response = await pool.request({ method, path, headers: { ...headers, host }, body: body ?? null });
      return `${response.statusCode} ${await response.body.text()}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  return {
    ask,
    goOn: (question) => {
      const answers = new Map<string, number>();
      const halt = new AbortController();
      const worker = async (): Promise<void> => {
        while (!halt.signal.aborted) {
          const answer = await ask(question);
          answers.set(answer, (answers.get(answer) ?? 0) + 1);
        }
      };
      const workers = Promise.all(Array.from({ length: 8 }, worker));
      return {
        end: async () => {
          halt.abort();
          await workers;
          return Object.fromEntries(answers);
        },
      };
    },
    close: () => pool.close(),
  };
}
