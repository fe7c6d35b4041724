import type { McpRequest } from "../../../compile/runbook/mcp-messages.ts";
import { ProbeFault } from "../probe-fault.ts";
import { readEvents } from "./read-events.ts";
import { answerTo, readJson, replyIn, type Reply } from "./message.ts";
import { bodyOf, discard, mediaType, request } from "./request.ts";
import type { Endpoint, Transport } from "./transport.ts";

/** Longest time, in milliseconds, that a server gets to end a session. */
const farewell = 2_000;

/**
 * The Streamable HTTP transport: each message is a POST, each answer JSON or an
 * event stream. The session that the server opens is ended by DELETE. A session
 * that the server no longer knows (404) is a fault and not opened anew, and a
 * stream that ends before its answer is not resumed: both are what a probe is to find.
 * @see https://modelcontextprotocol.io/specification/2025-06-18/basic/transports#streamable-http
 */
export function streamableHttp(endpoint: Endpoint): Transport {
  let session: string | undefined;
  let version: string | undefined;
  const standing = () => ({ "mcp-session-id": session, "mcp-protocol-version": version });
  const post = (message: object) =>
    request(endpoint, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...standing() },
      body: JSON.stringify(message),
    });

  async function tell(message: object): Promise<void> {
    const response = await post(message);
    discard(response);
    if (!response.ok) throw new ProbeFault("fail", `status is ${response.status} for a notification, expected 202`);
  }

  return {
    async ask(message) {
      const response = await post(message);
      session = sessionOf(response) ?? session;
      const reply = mediaType(response) === "text/event-stream" ? await streamed(response, message.id) : await whole(response, message);
      if (reply !== undefined) return reply;
      throw new ProbeFault("fail", `status is ${response.status}, and ${described(response)} has no answer to ${message.method}`);
    },
    tell,
    speak(protocolVersion) {
      version = protocolVersion;
    },
    async close() {
      if (session === undefined) return;
      try {
        // The time limit may be what ends the exchange; the session is ended even so.
        discard(await request(endpoint, { method: "DELETE", headers: standing(), signal: AbortSignal.timeout(farewell) }));
      } catch {
        // The server may end sessions in its own time.
      }
    },
  };

  async function whole(response: Response, { id }: McpRequest): Promise<Reply | undefined> {
    const decoder = new TextDecoder();
    let text = "";
    for await (const chunk of bodyOf(endpoint, response)) text += decoder.decode(chunk, { stream: true });
    return replyIn(readJson(text), id);
  }

  async function streamed(response: Response, id: number): Promise<Reply | undefined> {
    for await (const { data } of readEvents(bodyOf(endpoint, response))) {
      const received = readJson(data);
      const reply = replyIn(received, id);
      if (reply !== undefined) return reply;
      const answer = answerTo(received);
      if (answer !== undefined) await tell(answer);
    }
    return undefined;
  }
}

/** The session's id; anything but visible ASCII is none, and could not be sent back. */
function sessionOf(response: Response): string | undefined {
  const id = response.headers.get("mcp-session-id");
  return id !== null && /^[\x21-\x7e]{1,4096}$/.test(id) ? id : undefined;
}

function described(response: Response): string {
  const type = mediaType(response);
  return type === "" ? "the body" : `the body (${/^[\w.+/-]{1,80}$/.test(type) ? type : "of an odd type"})`;
}
