import { mcpMessages, mcpVersion, type McpQuestion } from "../../../compile/runbook/mcp-messages.ts";
import { isRecord } from "../is-record.ts";
import { ProbeFault } from "../probe-fault.ts";
import { shown } from "../shown.ts";
import type { Reply } from "./message.ts";
import type { Transport } from "./transport.ts";

/** Versions that are understood: between them, nothing differs that a probe sees. */
const understood: ReadonlySet<unknown> = new Set(["2025-11-25", mcpVersion, "2025-03-26", "2024-11-05"]);

/** Shakes hands, asks, and ends the session whatever happened. Throws a {@link ProbeFault} when there is no answer. */
export async function converse(transport: Transport, question: McpQuestion): Promise<Reply> {
  const [initialize, initialized, asked] = mcpMessages(question);
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
    throw new ProbeFault(
      "fail",
      `initialize was refused: ${isRecord(error) ? `error ${shown(error["code"])} ${shown(error["message"])}` : "an error"}`,
    );
  }
  const version = isRecord(result) ? result["protocolVersion"] : undefined;
  if (typeof version === "string" && understood.has(version)) return version;
  throw new ProbeFault(
    "fail",
    `initialize was answered in protocol version ${shown(version)}, expected one of ${[...understood].map(String).join(", ")}`,
  );
}
