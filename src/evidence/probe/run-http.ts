import { closeSync, constants, openSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import type { Probe } from "../../model/probe.ts";
import { answered, unreachable, type ProbeAnswer } from "./probe-answer.ts";
import { httpRequest } from "./http-request.ts";
import { networkReason } from "./network-reason.ts";
import { readBody, type ReadBody } from "./read-body.ts";
import type { World } from "./world.ts";

type HttpProbe = Extract<Probe, { readonly kind: "http" }>;

/** Most bytes of a body that are looked at. */
const largestBody = 262_144;

/**
 * Sends one request and judges status and body. Redirects are answers, not
 * followed. A body is read only as far as it is needed: status and headers of
 * a stream that never ends are enough where no text is expected of it.
 */
export async function runHttp(probe: HttpProbe, world: World, signal: AbortSignal, redact: (text: string) => string): Promise<ProbeAnswer> {
  const { method, url, headers, body } = httpRequest(probe, (variable) => world.env(variable) ?? "");
  let response: Response;
  try {
    response = await world.fetch(url, {
      method,
      headers: { "user-agent": "rampart", ...headers },
      // Bytes carry no content type of their own beside the headers'.
      ...(body === undefined ? {} : { body: Buffer.from(body, "utf8") }),
      redirect: "manual",
      signal,
    });
  } catch (error) {
    return unreachable(signal.aborted ? `no answer within ${probe.timeout}` : `no answer: ${networkReason(error)}`);
  }
  const { status, bodyIncludes } = probe.expect;
  const found = (text: string) => bodyIncludes === undefined || text.includes(bodyIncludes);
  const read = await look(probe, response, signal, found);
  if (probe.saveTo !== undefined) keep(resolve(world.root, probe.saveTo), redact(read.text));
  return answered([
    status.includes(response.status) ? undefined : `status is ${response.status}, expected ${status.join(" or ")}`,
    found(read.text) ? undefined : `body does not have ${JSON.stringify(bodyIncludes)}${extent(read, probe.timeout)}`,
  ]);
}

/** As much of the body as is needed. */
async function look(probe: HttpProbe, response: Response, signal: AbortSignal, found: (text: string) => boolean): Promise<ReadBody> {
  if (probe.saveTo !== undefined) return readBody(response, largestBody, signal);
  if (probe.expect.bodyIncludes !== undefined) return readBody(response, largestBody, signal, found);
  void response.body?.cancel().catch(() => undefined);
  return { text: "" };
}

function extent({ cut }: ReadBody, timeout: string): string {
  switch (cut) {
    case "size":
      return ` in its first ${largestBody / 1024} KiB`;
    case "time":
      return ` in what came within ${timeout}`;
    case "connection":
      return " in what came before the connection broke";
    default:
      return "";
  }
}

/**
 * Keeps an answer for a look at it, where the runbook's command keeps it; never
 * through a symbolic link. Where it cannot be kept, the answer counts all the same.
 */
function keep(path: string, text: string): void {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  let file: number;
  try {
    file = openSync(path, flags, 0o600);
  } catch {
    return;
  }
  try {
    writeSync(file, text);
  } finally {
    closeSync(file);
  }
}
