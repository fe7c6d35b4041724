import { isRecord } from "../is-record.ts";
import { ProbeFault } from "../probe-fault.ts";
import { shown } from "../shown.ts";
import type { Message, Reply } from "./message.ts";
import type { Transport } from "./transport.ts";

/** What is asked of a server. */
export interface Question {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Version that is offered. */
const offered = "2025-06-18";
/** Versions that are understood: between them, nothing differs that a probe sees. */
const understood: ReadonlySet<unknown> = new Set(["2025-11-25", offered, "2025-03-26", "2024-11-05"]);

const opening = {
  protocolVersion: offered,
  capabilities: {},
  clientInfo: { name: "rampart", version: "1" },
} as const;

const ready: Message = { jsonrpc: "2.0", method: "notifications/initialized" };

/**
 * The messages of a conversation, in order: the handshake and the question,
 * which may be the handshake itself.
 * @see https://modelcontextprotocol.io/specification/2025-06-18/basic/lifecycle
 */
export function messagesOf({ method, params }: Question): readonly [Message & { readonly id: number }, Message, ...(Message & { readonly id: number })[]] {
  const asks = method === "initialize";
  const initialize = { jsonrpc: "2.0", id: 1, method: "initialize", params: asks ? { ...opening, ...params } : opening } as const;
  return asks ? [initialize, ready] : [initialize, ready, { jsonrpc: "2.0", id: 2, method, params }];
}

/** Shakes hands, asks, and ends the session whatever happened. Throws a {@link ProbeFault} when there is no answer. */
export async function converse(transport: Transport, question: Question): Promise<Reply> {
  const [initialize, initialized, asked] = messagesOf(question);
  try {
    const welcome = await transport.ask(initialize);
    // An answer that refuses may be just what is asked for.
    if (asked === undefined && "error" in welcome) return welcome;
    transport.speak(versionOf(welcome));
    await transport.tell(initialized);
    return asked === undefined ? welcome : await transport.ask(asked);
  } finally {
    await transport.close();
  }
}

function versionOf({ result, error }: Reply): string {
  if (error !== undefined) {
    throw new ProbeFault("fail", `initialize was refused: ${isRecord(error) ? `error ${shown(error["code"])} ${shown(error["message"])}` : "an error"}`);
  }
  const version = isRecord(result) ? result["protocolVersion"] : undefined;
  if (typeof version === "string" && understood.has(version)) return version;
  throw new ProbeFault("fail", `initialize was answered in protocol version ${shown(version)}, expected one of ${[...understood].map(String).join(", ")}`);
}
