import type { Probe } from "../../model/probe.ts";
import { answered, type ProbeAnswer } from "./probe-answer.ts";
import { assertionFault } from "./assertion-fault.ts";
import { authorization } from "./http-request.ts";
import { isRecord } from "./is-record.ts";
import { converse } from "./mcp/converse.ts";
import type { Reply } from "./mcp/message.ts";
import { sse } from "./mcp/sse.ts";
import { streamableHttp } from "./mcp/streamable-http.ts";
import { shown } from "./shown.ts";
import type { World } from "./world.ts";

type JsonRpcProbe = Extract<Probe, { readonly kind: "json-rpc" }>;

/** Asks an MCP server one question in a session of its own and judges the answer. */
export async function runJsonRpc(probe: JsonRpcProbe, world: World, signal: AbortSignal): Promise<ProbeAnswer> {
  const { url, headers, bearerToken, transport, method, params, expect, timeout } = probe;
  const endpoint = {
    url,
    headers: { ...headers, ...authorization(bearerToken, (variable) => world.env(variable) ?? "") },
    fetch: world.fetch,
    signal,
    timeout,
  };
  const reply = await converse(transport === "sse" ? sse(endpoint) : streamableHttp(endpoint), { method, params });
  if (expect.length > 0) return answered(expect.map((assertion) => assertionFault(assertion, reply, world.now() / 1000)));
  return answered([refusal(method, reply)]);
}

/** Why an answer is no good result; a tool that was called tells its errors in the result. */
function refusal(method: string, { error, result }: Reply): string | undefined {
  const asked = `${method} was answered with`;
  if (error !== undefined)
    return `${asked} error ${isRecord(error) ? `${shown(error["code"])} ${shown(error["message"])}` : shown(error)}, expected a result`;
  return isRecord(result) && result["isError"] === true ? `${asked} an error of the tool, expected a result without` : undefined;
}
