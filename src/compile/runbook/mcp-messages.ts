/** A JSON-RPC message that is sent to an MCP server. A request has an id, a notification has none. */
export interface McpMessage {
  readonly jsonrpc: "2.0";
  readonly id?: number;
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** A message that is answered. */
export type McpRequest = McpMessage & { readonly id: number };

/** What is asked of a server. */
export interface McpQuestion {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The version of the protocol that is offered. */
export const mcpVersion = "2025-06-18";

const opening = { protocolVersion: mcpVersion, capabilities: {}, clientInfo: { name: "rampart", version: "1" } } as const;
const ready: McpMessage = { jsonrpc: "2.0", method: "notifications/initialized" };

/**
 * The messages that ask one question, in order: `initialize`, the notification
 * that follows it, and the question, where that is not `initialize` itself.
 * @see https://modelcontextprotocol.io/specification/2025-06-18/basic/lifecycle
 */
export function mcpMessages({ method, params }: McpQuestion): readonly [McpRequest, McpMessage, ...McpRequest[]] {
  if (method === "initialize") return [{ jsonrpc: "2.0", id: 1, method, params: { ...opening, ...params } }, ready];
  return [{ jsonrpc: "2.0", id: 1, method: "initialize", params: opening }, ready, { jsonrpc: "2.0", id: 2, method, params }];
}
