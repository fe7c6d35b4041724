import { setTimeout as sleep } from "node:timers/promises";
import { createGitHub } from "../forge/github/create-github.ts";
import { proxySecrets, proxyTransport, readProxies } from "../forge/github/connection/proxy-transport.ts";
import { readRemote } from "../forge/github/read-remote.ts";
import { readTokenSource } from "../forge/github/token/token-source.ts";
import type { Forge } from "../forge/forge.ts";
import { text, type Io, type Options } from "./command.ts";
import { secretFile } from "./secret-file.ts";

/** Connects with the forge of a checkout, by its remote and the token of the environment. Nothing is asked yet. */
export function openForge(root: string, options: Options, io: Io): Forge {
  const variable = (name: string): string | undefined => io.env?.(name);
  const remote = readRemote(root, { repository: text(options, "repository"), apiUrl: text(options, "api-url"), variable });
  const proxies = readProxies(variable);
  return createGitHub({
    owner: remote.owner,
    repository: remote.repository,
    baseUrl: remote.baseUrl,
    token: readTokenSource(remote.host, { variable, file: secretFile(root) }),
    transport: proxyTransport(proxies),
    secrets: proxySecrets(proxies),
    clock: () => Date.now() / 1000,
    sleep: (milliseconds) => sleep(milliseconds),
  });
}
