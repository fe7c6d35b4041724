import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { UserError } from "../../base/user-error.ts";
import type { Fetched, MetricsSource, Point } from "../../evidence/metrics-source.ts";

/** A server that runs. */
export interface MetricsServer {
  /** Its address on this machine: `http://127.0.0.1:43210`. */
  readonly url: string;
  stop(): Promise<void>;
}

const mostBody = 1_048_576;
/** Points of a series that Prometheus answers at once. */
const mostSteps = 11_000;

/** Who answers below a path such as `/production`; `/` for what is asked directly. */
export type SourceAt = (path: string) => Promise<MetricsSource | undefined>;

/**
 * Serves a source, or several below paths of their own, on loopback by the HTTP
 * API of Prometheus, as far as a {@link MetricsSource} asks it.
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/
 */
export async function serveMetrics(source: MetricsSource | SourceAt, port = 0): Promise<MetricsServer> {
  const sourceAt: SourceAt = typeof source === "function" ? source : async (path) => (path === "/" ? source : undefined);
  const server = createServer((request, response) => {
    answer(sourceAt, request).then(
      ({ status, body }) => send(response, status, body),
      (error: unknown) => send(response, 500, failure("internal", error instanceof Error ? error.message : "unknown")),
    );
  });
  // A client that was busy for longer than a server waits would write on a connection that is being closed.
  server.keepAliveTimeout = 0;
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new UserError("Cannot serve metrics: no port was given", { hint: "try again" });
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

interface Reply {
  readonly status: number;
  readonly body: object;
}

async function answer(sourceAt: SourceAt, request: IncomingMessage): Promise<Reply> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const [, prefix, path] = /^(.*)(\/api\/v1\/.*)$/.exec(url.pathname) ?? [];
  const source = path === undefined ? undefined : await sourceAt(prefix === undefined || prefix === "" ? "/" : prefix);
  if (source === undefined) return { status: 404, body: failure("not_found", "no such path") };
  const parameters = await parametersOf(request, url);
  if (parameters === undefined) return { status: 413, body: failure("bad_data", "the body is too large") };
  const asked = (name: string): string => parameters.get(name) ?? "";
  switch (`${request.method ?? ""} ${path ?? ""}`) {
    case "GET /api/v1/query":
    case "POST /api/v1/query": {
      const time = asked("time");
      if (time !== "" && seconds(time) === undefined) return badTime("time");
      return reply(await source.query(asked("query"), seconds(time)), (result) => {
        switch (result.type) {
          case "vector":
            return {
              resultType: "vector",
              result: result.series.map(({ labels, points }) => ({ metric: labels, value: points.slice(0, 1).map(written)[0] })),
            };
          case "scalar":
            return { resultType: "scalar", result: written(result.point) };
          case "matrix":
          case "string":
            return { resultType: result.type, result: [] };
        }
      });
    }
    case "GET /api/v1/query_range":
    case "POST /api/v1/query_range": {
      const [start, end, step] = ["start", "end", "step"].map((name) => seconds(asked(name)));
      if (start === undefined || end === undefined || step === undefined || step <= 0 || end < start) return badTime("start, end or step");
      if ((end - start) / step > mostSteps) return { status: 400, body: failure("bad_data", `more than ${mostSteps} points`) };
      return reply(await source.queryRange(asked("query"), { start, end, step }), (series) => ({
        resultType: "matrix",
        result: series.map(({ labels, points }) => ({ metric: labels, values: points.map(written) })),
      }));
    }
    case "GET /api/v1/alerts":
      return reply(await source.alerts(), (alerts) => ({ alerts }));
    case "GET /api/v1/rules":
      return reply(await source.rules(), (rules) => ({
        groups: [...new Set(rules.map(({ group }) => group))].map((name) => ({ name, rules: rules.filter(({ group }) => group === name) })),
      }));
    case "GET /api/v1/status/buildinfo":
      return reply(await source.buildInfo(), (build) => build);
    default:
      return { status: 404, body: failure("not_found", "no such path") };
  }
}

async function parametersOf(request: IncomingMessage, url: URL): Promise<URLSearchParams | undefined> {
  if (request.method !== "POST") return url.searchParams;
  let body = "";
  request.setEncoding("utf8");
  for await (const piece of request) {
    body += String(piece);
    if (body.length > mostBody) return undefined;
  }
  return new URLSearchParams(body);
}

function reply<Value>(fetched: Fetched<Value>, data: (value: Value) => object): Reply {
  return fetched.kind === "ok"
    ? { status: 200, body: { status: "success", data: data(fetched.value) } }
    : { status: 400, body: failure("bad_data", fetched.words) };
}

function badTime(what: string): Reply {
  return { status: 400, body: failure("bad_data", `expected Unix seconds as ${what}`) };
}

function failure(errorType: string, error: string): object {
  return { status: "error", errorType, error };
}

function seconds(text: string): number | undefined {
  return /^\d{1,12}(?:\.\d{1,6})?$/.test(text) ? Number(text) : undefined;
}

/** A sample as JSON has it: values are text, since JSON has no NaN. */
function written([time, value]: Point): readonly [number, string] {
  return [time, Number.isFinite(value) || Number.isNaN(value) ? String(value) : value > 0 ? "+Inf" : "-Inf"];
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(body));
}
