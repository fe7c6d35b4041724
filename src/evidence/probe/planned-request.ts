import { mcpMessages } from "../../compile/runbook/mcp-messages.ts";
import type { Probe } from "../../model/probe.ts";
import { authorization, httpRequest } from "./http-request.ts";

/** What stands for a credential where it must not be. */
const placeholder = (variable: string) => `\${${variable}}`;

/** What a probe would send, run or read, with placeholders for everything that comes from the environment. */
export function plannedRequest(probe: Probe): Readonly<Record<string, unknown>> {
  switch (probe.kind) {
    case "http":
      return { ...httpRequest(probe, placeholder) };
    case "json-rpc": {
      const { url, transport, headers, bearerToken, method, params } = probe;
      return {
        url,
        transport,
        headers: { ...headers, ...authorization(bearerToken, placeholder) },
        messages: mcpMessages({ method, params }),
      };
    }
    case "command":
      return {
        command: probe.command,
        variables: Object.fromEntries(Object.keys(probe.variables).map((name) => [name, placeholder(name)])),
      };
    case "sql":
      return { connection: placeholder(probe.connection), transaction: "read only", query: probe.query };
    case "receipt":
      return { file: probe.file, format: probe.format, latestPer: probe.latestPer };
  }
}
