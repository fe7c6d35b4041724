import type { ServerResponse } from "node:http";
import type { Fault } from "./faults.ts";
import { errorBody } from "./refusal.ts";

/** An answer as it goes over the wire. */
export interface Wire {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const secondary =
  "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID SANDBOX.";
const page = "<!DOCTYPE html>\n<html>\n<head><title>Sign in</title></head>\n<body><h1>Sign in to continue</h1></body>\n</html>\n";

/** Sends an answer as it is. */
export function sendWire(response: ServerResponse, { status, headers, text }: Wire): void {
  const body = Buffer.from(text, "utf8");
  const length = status === 204 || status === 304 ? {} : { "content-length": String(body.length) };
  response.writeHead(status, { ...headers, ...length });
  response.end(body.length === 0 ? undefined : body);
}

/** Plays a fault that comes before any effect. Returns whether there was one. */
export function playBefore(response: ServerResponse, { kind, retryAfter }: Fault, headers: Wire["headers"]): boolean {
  const json = (status: number, message: string, more: Wire["headers"] = {}): void =>
    sendWire(response, { status, headers: { ...headers, ...more }, text: JSON.stringify(errorBody(status, message)) });
  switch (kind) {
    case "drop-before":
      response.socket?.destroy();
      return true;
    case "hang":
      return true;
    case "500":
      json(500, "Server Error");
      return true;
    case "429":
      json(429, "Too many requests", { "retry-after": String(retryAfter ?? 1) });
      return true;
    case "403-secondary":
      json(403, secondary, retryAfter === undefined ? {} : { "retry-after": String(retryAfter) });
      return true;
    case "html-200":
      sendWire(response, { status: 200, headers: { ...headers, "content-type": "text/html; charset=utf-8" }, text: page });
      return true;
    default:
      return false;
  }
}

/** Sends an answer the way a fault lets it through. */
export function playAfter(response: ServerResponse, { kind }: Fault, wire: Wire): void {
  const half = wire.text.slice(0, Math.floor(wire.text.length / 2));
  switch (kind) {
    case "drop-after":
      response.socket?.destroy();
      return;
    case "502-after":
      sendWire(response, {
        status: 502,
        headers: { ...wire.headers, "content-type": "text/html; charset=utf-8" },
        text: "<html><body><h1>502 Bad Gateway</h1></body></html>\n",
      });
      return;
    case "reset-mid-body":
      response.writeHead(wire.status, { ...wire.headers, "content-length": String(Buffer.byteLength(wire.text)) });
      response.write(half === "" ? " " : half, () => response.socket?.destroy());
      return;
    case "cut-json":
      sendWire(response, { ...wire, text: half });
      return;
    default:
      sendWire(response, wire);
  }
}
