import { isRecord } from "../is-record.ts";

/** An answer to a request: it has `result` or `error`. */
export type Reply = Readonly<Record<string, unknown>>;

/** The answer to the request `id` in what was received: a message, or a list of them. */
export function replyIn(received: unknown, id: number): Reply | undefined {
  const all: readonly unknown[] = Array.isArray(received) ? received : [received];
  return all.filter(isRecord).findLast((message) => message["id"] === id && ("result" in message || "error" in message));
}

/** What to send back for a request of the server's own; `undefined` for everything else. */
export function answerTo(received: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!isRecord(received) || typeof received["method"] !== "string" || !("id" in received)) return undefined;
  const head = { jsonrpc: "2.0", id: received["id"] };
  return received["method"] === "ping"
    ? { ...head, result: {} }
    : { ...head, error: { code: -32_601, message: "This client answers no requests" } };
}

/** JSON of untrusted text, or `undefined`. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
