import type { ServerResponse } from "node:http";
import { addressed, json, type Play } from "./serve.ts";

/** How the server behaves: as it should, without asking for tokens, or with an error for everything. */
export type Mode = "good" | "open" | "broken";

/** Tokens that the server knows. */
export const tokens = {
  AUTH_TOKEN: "auth-token-of-the-tests",
  KOAN_MCP_TOKEN: "koan-token-of-the-tests",
  KOAN_MCP_NARROW_TOKEN: "narrow-token-of-the-tests",
};

/** Plays the endpoints of the project's rollouts. */
export function endpoints(mode: () => Mode): Play {
  const streams = new Map<string, ServerResponse>();
  let sessions = 0;
  return (request, response, body) => {
    const url = new URL(request.url ?? "/", "http://server");
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
    const welcome = mode() === "open" || (token !== undefined && Object.values(tokens).includes(token));
    if (mode() === "broken") return json(response, 500, { error: "broken" });
    const stream = (first: string) => response.writeHead(200, { "content-type": "text/event-stream" }).write(first);
    switch (`${request.method} ${url.pathname}`) {
      case "GET /health":
        return json(response, 200, { status: "healthy" });
      case "GET /mcp/capabilities":
        if (String(request.headers[addressed]).startsWith("http:") && mode() === "good") {
          return response.writeHead(308, { location: "https://elsewhere/mcp/capabilities" }).end();
        }
        return json(response, welcome ? 200 : 401, { tools: [] });
      case "GET /sse":
        return stream("event: endpoint\ndata: /messages\n\n");
      case "GET /mcp/sse": {
        if (!welcome) return json(response, 401, { error: "unauthorised" });
        const id = `s${(sessions += 1)}`;
        streams.set(id, response);
        request.socket.once("close", () => streams.delete(id));
        return stream(`event: endpoint\ndata: /mcp/messages?session=${id}\n\n`);
      }
      case "POST /mcp/messages": {
        const answer = mcpAnswer(body, token, mode());
        response.writeHead(202).end();
        if (answer !== undefined) streams.get(url.searchParams.get("session") ?? "")?.write(`event: message\ndata: ${answer}\n\n`);
        return;
      }
      case "POST /session": {
        const { method }: { method: string } = JSON.parse(body);
        const known = request.headers["mcp-session-id"] === "the-session";
        if (method !== "initialize" && !known) return json(response, 400, { error: "no session" });
        const answer = mcpAnswer(body, token, mode());
        if (answer === undefined) return response.writeHead(202).end();
        response.writeHead(200, { "content-type": "text/event-stream", "mcp-session-id": "the-session" });
        return response.end(`event: message\ndata: ${answer}\n\n`);
      }
      case "POST /mcp":
        if (request.headers["content-type"] === "text/plain") return json(response, 400, { error: "Invalid Content-Type header" });
        return json(response, welcome ? 200 : 401, {});
      case "POST /tools/call":
        return json(response, welcome ? 200 : 403, {});
      default:
        return json(response, 404, {});
    }
  };
}

function mcpAnswer(body: string, token: string | undefined, mode: Mode): string | undefined {
  const { id, method }: { id?: number; method: string } = JSON.parse(body);
  if (id === undefined) return undefined;
  const answer = (content: object) => JSON.stringify({ jsonrpc: "2.0", id, ...content });
  if (method === "initialize") return answer({ result: { protocolVersion: "2024-11-05", capabilities: {}, serverInfo: {} } });
  if (method === "tools/call" && token === tokens.KOAN_MCP_NARROW_TOKEN && mode === "good") {
    return answer({ error: { code: -32_003, message: "scope clinical:operations is missing" } });
  }
  return answer({ result: { tools: [{ name: "trial-site.collection" }] } });
}
