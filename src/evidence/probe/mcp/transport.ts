import type { McpMessage, McpRequest } from "../../../compile/runbook/mcp-messages.ts";
import type { Reply } from "./message.ts";

/** A way to exchange messages with an MCP server. Faults are thrown as `ProbeFault`. */
export interface Transport {
  /** Sends a request and waits for its answer. */
  readonly ask: (message: McpRequest) => Promise<Reply>;
  /** Sends a notification. */
  readonly tell: (message: McpMessage) => Promise<void>;
  /** From now on, every request carries this version in its header. */
  readonly speak: (protocolVersion: string) => void;
  /** Ends the session as well as it can; never fails. */
  readonly close: () => Promise<void>;
}

/** Where and how a transport reaches its server. */
export interface Endpoint {
  readonly url: string;
  /** Headers beside those of the transport: credentials, routing. */
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
  /** Ends everything that is under way. */
  readonly signal: AbortSignal;
  /** The time limit in words. */
  readonly timeout: string;
}

/** Most bytes that are read of one answer, or of one stream. */
export const largestAnswer = 4 * 1_048_576;
