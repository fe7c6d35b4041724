import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { runProbe } from "../../../src/evidence/probe/run-probe.ts";
import { Probe } from "../../../src/model/probe.ts";
import { json, serve, worldOf, type Played } from "./serve.ts";

const open: Played[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ close }) => close()));
});

interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly message: {
    readonly id?: number;
    readonly method?: string;
    readonly result?: unknown;
    readonly error?: unknown;
    readonly params?: unknown;
  };
}

/** Runs a probe against a server that answers as told; what it received is kept. */
async function ask(probe: object, answer: (received: Received, response: ServerResponse) => void) {
  const log: Received[] = [];
  const played = await serve((request, response, body) => {
    const received = {
      method: request.method ?? "",
      path: request.url ?? "",
      headers: request.headers,
      message: body === "" ? {} : JSON.parse(body),
    };
    log.push(received);
    answer(received, response);
  });
  open.push(played);
  const parsed = Probe.parse({
    kind: "json-rpc",
    title: "T",
    proves: "P",
    method: "tools/list",
    url: `${played.origin}/mcp`,
    timeout: "2s",
    ...probe,
  });
  const run = { name: "p", probe: parsed, instance: undefined, digest: "" };
  const found = await runProbe(run, { ...worldOf({ fetch }, { TOKEN: "secret-token" }) }, new AbortController().signal, (text) => text);
  return { ...found, log };
}

const hello = { protocolVersion: "2025-06-18", capabilities: {}, serverInfo: { name: "s", version: "1" } };

/** A server that keeps to the specification; `special` may answer first. */
function polite(special: (received: Received, response: ServerResponse) => boolean = () => false) {
  return (received: Received, response: ServerResponse) => {
    if (special(received, response)) return;
    const { method, message } = received;
    if (method === "DELETE") return void response.writeHead(204).end();
    if (message.id === undefined || message.method === undefined) return void response.writeHead(202).end();
    if (message.method === "initialize")
      return json(response, 200, { jsonrpc: "2.0", id: message.id, result: hello }, { "mcp-session-id": "s-1" });
    return json(response, 200, { jsonrpc: "2.0", id: message.id, result: { tools: [{ name: "echo" }] } });
  };
}

const events = (response: ServerResponse, ...all: readonly unknown[]) =>
  response
    .writeHead(200, { "content-type": "text/event-stream; charset=utf-8" })
    .write(all.map((one) => `data: ${JSON.stringify(one)}\n\n`).join(""));

const hasTool = [{ path: "result.tools[0].name", expect: { equals: "echo" } }];

describe("Streamable HTTP", () => {
  test("shakes hands, asks, and ends the session, with the headers that each message must have", async () => {
    const { result, faults, log } = await ask({ bearerToken: "TOKEN", headers: { Cookie: "side=canary" }, expect: hasTool }, polite());
    expect([result, faults]).toEqual(["pass", []]);
    expect(log.map(({ method, message }) => `${method} ${message.method ?? ""}`.trim())).toEqual([
      "POST initialize",
      "POST notifications/initialized",
      "POST tools/list",
      "DELETE",
    ]);
    const [first, ...rest] = log;
    expect(first?.headers).toMatchObject({
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
      authorization: "Bearer secret-token",
      cookie: "side=canary",
    });
    expect(first?.headers).not.toHaveProperty("mcp-session-id");
    expect(first?.message.params).toMatchObject({ protocolVersion: "2025-06-18", clientInfo: { name: "rampart" } });
    for (const { headers } of rest) {
      expect(headers).toMatchObject({
        "mcp-session-id": "s-1",
        "mcp-protocol-version": "2025-06-18",
        authorization: "Bearer secret-token",
        cookie: "side=canary",
      });
    }
  });

  test("speaks the version that the server answered, and keeps no session that it did not open", async () => {
    const { result, log } = await ask(
      { expect: hasTool },
      polite(({ message }, response) => {
        if (message.method !== "initialize") return false;
        json(response, 200, { jsonrpc: "2.0", id: message.id, result: { ...hello, protocolVersion: "2025-03-26" } });
        return true;
      }),
    );
    expect(result).toBe("pass");
    expect(log.at(-1)).toMatchObject({ method: "POST", headers: { "mcp-protocol-version": "2025-03-26" } });
    expect(log.some(({ method }) => method === "DELETE")).toBe(false);
  });

  test("reads an answer from an event stream, past notifications and answers to others, and answers a ping", async () => {
    const { result, faults, log } = await ask(
      { expect: hasTool },
      polite(({ message }, response) => {
        if (message.method !== "tools/list") return false;
        events(
          response,
          { jsonrpc: "2.0", method: "notifications/progress", params: {} },
          { jsonrpc: "2.0", id: 2, method: "ping" },
          { jsonrpc: "2.0", id: "x", method: "sampling/createMessage" },
          { jsonrpc: "2.0", id: 7, result: {} },
          { jsonrpc: "2.0", id: 2, result: { tools: [{ name: "echo" }] } },
        );
        return true;
      }),
    );
    expect([result, faults]).toEqual(["pass", []]);
    expect(log.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        { jsonrpc: "2.0", id: 2, result: {} },
        expect.objectContaining({ id: "x", error: expect.objectContaining({ code: -32_601 }) }),
      ]),
    );
  });

  test("asks initialize once where that is the question, and may be told no", async () => {
    const good = await ask({ method: "initialize", expect: [{ path: "result.serverInfo.name", expect: { equals: "s" } }] }, polite());
    expect(good.result).toBe("pass");
    expect(good.log.map(({ message }) => message.method)).toEqual(["initialize", "notifications/initialized", undefined]);
    const refused = await ask(
      { method: "initialize", expect: [{ path: "error.code", expect: { equals: -32_602 } }] },
      ({ message }, response) => json(response, 400, { jsonrpc: "2.0", id: message.id, error: { code: -32_602, message: "no" } }),
    );
    expect(refused.result).toBe("pass");
  });

  const answers: Record<string, readonly [object, (received: Received, response: ServerResponse) => boolean, string]> = {
    "a question that is answered by an error": [
      {},
      ({ message }, response) =>
        message.method === "tools/list" &&
        (json(response, 200, { jsonrpc: "2.0", id: message.id, error: { code: -32_601, message: "none" } }), true),
      'fail: tools/list was answered with error -32601 "none", expected a result',
    ],
    "a tool that tells of an error": [
      { method: "tools/call" },
      ({ message }, response) =>
        message.method === "tools/call" && (json(response, 200, { jsonrpc: "2.0", id: message.id, result: { isError: true } }), true),
      "fail: tools/call was answered with an error of the tool, expected a result without",
    ],
    "an assertion that is not met": [
      { expect: [{ path: "result.tools", expect: { empty: true } }] },
      () => false,
      'fail: result.tools is [{"name":"echo"}], expected it to be empty',
    ],
    "a handshake that is refused": [
      {},
      ({ message }, response) =>
        message.method === "initialize" && (json(response, 200, { jsonrpc: "2.0", id: 1, error: { code: 1, message: "go away" } }), true),
      'fail: initialize was refused: error 1 "go away"',
    ],
    "a version that is not understood": [
      {},
      ({ message }, response) =>
        message.method === "initialize" &&
        (json(response, 200, { jsonrpc: "2.0", id: 1, result: { protocolVersion: "1999-01-01" } }), true),
      'fail: initialize was answered in protocol version "1999-01-01", expected one of 2025-11-25, 2025-06-18, 2025-03-26, 2024-11-05',
    ],
    "a notification that is not accepted": [
      {},
      ({ message }, response) => message.id === undefined && message.method !== undefined && (response.writeHead(400).end(), true),
      "fail: status is 400 for a notification, expected 202",
    ],
    "a session that is gone": [
      {},
      ({ message }, response) => message.method === "tools/list" && (json(response, 404, { error: "no session" }), true),
      "fail: status is 404, and the body (application/json) has no answer to tools/list",
    ],
    "a page instead of an answer": [
      {},
      (_, response) => (response.writeHead(200, { "content-type": "text/html" }).end("<html>"), true),
      "fail: status is 200, and the body (text/html) has no answer to initialize",
    ],
    "an answer to another request": [
      {},
      ({ message }, response) => message.method === "tools/list" && (json(response, 200, { jsonrpc: "2.0", id: 99, result: {} }), true),
      "fail: status is 200, and the body (application/json) has no answer to tools/list",
    ],
    "a redirect, which is not followed": [
      {},
      (_, response) => (response.writeHead(307, { location: "/elsewhere" }).end(), true),
      "fail: status is 307, and the body has no answer to initialize",
    ],
    "a stream that ends without the answer": [
      {},
      ({ message }, response) => message.method === "tools/list" && (events(response, {}), response.end(), true),
      "fail: status is 200, and the body (text/event-stream) has no answer to tools/list",
    ],
    "an answer without end": [
      {},
      ({ message }, response) => {
        if (message.method !== "tools/list") return false;
        response.writeHead(200, { "content-type": "application/json" });
        response.end("x".repeat(4 * 1_048_576 + 1));
        return true;
      },
      "fail: the answer is larger than 4 MiB",
    ],
    "a connection that breaks": [
      {},
      ({ message }, response) => message.method === "tools/list" && (response.destroy(), true),
      "unreachable: no answer: UND_ERR_SOCKET",
    ],
    silence: [{ timeout: "100ms" }, ({ message }) => message.method === "tools/list", "unreachable: no answer within 100ms"],
  };
  test.each(Object.entries(answers))("%s", async (_, [probe, special, wanted]) => {
    const { result, faults } = await ask(probe, polite(special));
    expect(`${result}: ${faults.join("; ")}`).toBe(wanted);
  });

  test("ends the session even when the time is over", async () => {
    const { log } = await ask(
      { timeout: "100ms" },
      polite(({ message }) => message.method === "tools/list"),
    );
    expect(log.at(-1)).toMatchObject({ method: "DELETE", headers: { "mcp-session-id": "s-1" } });
  });
});

describe("HTTP with server-sent events", () => {
  /** A server of the older transport: answers go to the stream. */
  function older(
    first = "event: endpoint\ndata: messages?session=1\n\n",
    special: (received: Received, response: ServerResponse) => boolean = () => false,
  ) {
    let stream: ServerResponse | undefined;
    return (received: Received, response: ServerResponse) => {
      if (special(received, response)) return;
      const { method, message } = received;
      if (method === "GET") {
        stream = response;
        response.writeHead(200, { "content-type": "text/event-stream" }).write(`: welcome\n\n${first}`);
        return;
      }
      response.writeHead(202).end("Accepted");
      if (message.id === undefined || message.method === undefined) return;
      const result = message.method === "initialize" ? { ...hello, protocolVersion: "2024-11-05" } : { tools: [{ name: "echo" }] };
      stream?.write(`event: message\ndata: ${JSON.stringify({ jsonrpc: "2.0", id: message.id, result })}\n\n`);
    };
  }

  test("posts to the address that the stream names and reads the answers from the stream", async () => {
    const { result, faults, log } = await ask({ transport: "sse", bearerToken: "TOKEN", expect: hasTool }, older());
    expect([result, faults]).toEqual(["pass", []]);
    expect(log.map(({ method, path, message }) => `${method} ${path} ${message.method ?? ""}`.trim())).toEqual([
      "GET /mcp",
      "POST /messages?session=1 initialize",
      "POST /messages?session=1 notifications/initialized",
      "POST /messages?session=1 tools/list",
    ]);
    expect(log[0]?.headers.accept).toBe("text/event-stream");
    for (const { headers } of log) expect(headers.authorization).toBe("Bearer secret-token");
  });

  test("sends nothing to an address of another origin", async () => {
    const { result, faults, log } = await ask(
      { transport: "sse", bearerToken: "TOKEN" },
      older("event: endpoint\ndata: http://127.0.0.1:1/steal\n\n"),
    );
    expect([result, faults]).toEqual(["fail", ["the stream names an endpoint of another origin, to which no message is sent"]]);
    expect(log).toHaveLength(1);
  });

  const answers: Record<string, readonly [object, string | undefined, (received: Received, response: ServerResponse) => boolean, string]> =
    {
      "no stream without a token": [
        {},
        undefined,
        (_, response) => (response.writeHead(401).end(), true),
        "fail: status is 401, expected an event stream",
      ],
      "a page instead of a stream": [
        {},
        undefined,
        (_, response) => (json(response, 200, {}), true),
        "fail: status is 200, but the body is no event stream",
      ],
      "a stream that opens with something else": [
        {},
        "data: hi\n\n",
        () => false,
        "fail: the first event of the stream does not name an endpoint",
      ],
      "a message that is refused": [
        {},
        undefined,
        ({ method }, response) => method === "POST" && (response.writeHead(403).end(), true),
        "fail: status is 403 for a message, expected 202",
      ],
      "a stream that says nothing more": [
        { timeout: "100ms" },
        undefined,
        ({ message }, response) => message.method === "tools/list" && (response.writeHead(202).end(), true),
        "unreachable: no answer within 100ms",
      ],
      "a stream that never starts": [{ timeout: "100ms" }, undefined, () => true, "unreachable: no answer within 100ms"],
    };
  test.each(Object.entries(answers))("%s", async (_, [probe, first, special, wanted]) => {
    const { result, faults } = await ask({ transport: "sse", ...probe }, older(first, special));
    expect(`${result}: ${faults.join("; ")}`).toBe(wanted);
  });
});
