import { ProbeFault } from "../probe-fault.ts";
import { readEvents, type ServerEvent } from "./read-events.ts";
import { answerTo, readJson, replyIn, type Reply } from "./message.ts";
import { bodyOf, discard, mediaType, request } from "./request.ts";
import type { Endpoint, Transport } from "./transport.ts";

/**
 * The older transport over HTTP with server-sent events: one stream carries
 * every answer, and its first event names the address that messages are posted
 * to, which must be of the same origin.
 * @see https://modelcontextprotocol.io/specification/2024-11-05/basic/transports#http-with-sse
 */
export function sse(endpoint: Endpoint): Transport {
  const leave = new AbortController();
  const signal = AbortSignal.any([endpoint.signal, leave.signal]);
  let version: string | undefined;
  let opened: Promise<Opened> | undefined;
  const open = () => (opened ??= openStream(endpoint, signal));

  async function post(message: object): Promise<void> {
    const { address } = await open();
    const response = await request(endpoint, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json, text/event-stream", "mcp-protocol-version": version },
      body: JSON.stringify(message),
      url: address,
      signal,
    });
    discard(response);
    if (!response.ok) throw new ProbeFault("fail", `status is ${response.status} for a message, expected 202`);
  }

  async function reply(id: number, method: string): Promise<Reply> {
    const { events } = await open();
    for (;;) {
      const { done, value } = await events.next();
      if (done === true) throw new ProbeFault("fail", `the stream ended without an answer to ${method}`);
      const received = readJson(value.data);
      const found = replyIn(received, id);
      if (found !== undefined) return found;
      const answer = answerTo(received);
      if (answer !== undefined) await post(answer);
    }
  }

  return {
    async ask(message) {
      await open();
      // Both at once: the answer may come before the POST is answered.
      const [, found] = await Promise.all([post(message), reply(message.id, message.method)]);
      return found;
    },
    tell: post,
    speak(protocolVersion) {
      version = protocolVersion;
    },
    close() {
      leave.abort();
      return Promise.resolve();
    },
  };
}

interface Opened {
  readonly address: string;
  readonly events: AsyncGenerator<ServerEvent>;
}

async function openStream(endpoint: Endpoint, signal: AbortSignal): Promise<Opened> {
  const response = await request(endpoint, { method: "GET", headers: { accept: "text/event-stream" }, signal });
  if (!response.ok || mediaType(response) !== "text/event-stream") {
    discard(response);
    throw new ProbeFault(
      "fail",
      `status is ${response.status}${response.ok ? ", but the body is no event stream" : ", expected an event stream"}`,
    );
  }
  const events = readEvents(bodyOf(endpoint, response));
  const { done, value } = await events.next();
  if (done === true || value.event !== "endpoint") throw new ProbeFault("fail", "the first event of the stream does not name an endpoint");
  const address = URL.canParse(value.data, endpoint.url) ? new URL(value.data, endpoint.url) : undefined;
  if (address?.origin !== new URL(endpoint.url).origin) {
    throw new ProbeFault("fail", "the stream names an endpoint of another origin, to which no message is sent");
  }
  return { address: address.href, events };
}
