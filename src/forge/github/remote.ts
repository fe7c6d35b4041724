import { isLoopback } from "../../base/is-loopback.ts";
import { publicApi } from "./create-github.ts";

/** A repository and where it is asked about. */
export interface Remote {
  readonly owner: string;
  readonly repository: string;
  /** Host and port of its pages: `github.com`. */
  readonly host: string;
  /** Address of the API. */
  readonly baseUrl: string;
}

/**
 * Reads the address of a repository as Git takes it: `https://…`, `ssh://…` or
 * `git@host:owner/name.git`. Credentials in it are left behind. `undefined` for
 * anything else, such as a folder, or plain `http` to another machine.
 */
export function remoteOf(address: string): Remote | undefined {
  const scp = /^(?:[^@/:]+@)?([^/:@[\]]+):(?!\/\/)\/?(.+)$/.exec(address);
  const written = scp === null ? address : `ssh://${scp[1] ?? ""}/${scp[2] ?? ""}`;
  if (!URL.canParse(written)) return undefined;
  const url = new URL(written);
  const [owner = "", name = "", ...more] = url.pathname.replace(/^\//, "").replace(/\/$/, "").split("/");
  const repository = name.replace(/\.git$/, "");
  if (more.length > 0 || !isName(owner) || !isName(repository)) return undefined;
  const spoken = { "https:": true, "git+ssh:": true, "ssh:": true, "http:": isLoopback(url.hostname) }[url.protocol] ?? false;
  if (!spoken) return undefined;
  // The port of SSH says nothing about the API's; GitHub takes SSH at a host of its own, too.
  const host = url.protocol.startsWith("http") ? url.host : url.hostname.replace(/^ssh\.(?=github\.com$)/, "");
  return { owner, repository, host, baseUrl: apiOf(host) };
}

/** Address of a host's API. @see https://docs.github.com/enterprise-server/rest/quickstart */
export function apiOf(host: string): string {
  if (/^(www\.)?github\.com$/.test(host)) return publicApi;
  if (host.endsWith(".ghe.com")) return `https://api.${host}`;
  return `${isLoopback(new URL(`http://${host}`).hostname) ? "http" : "https"}://${host}/api/v3`;
}

/** Whether something can be the name of an owner or of a repository. */
export function isName(text: string): boolean {
  return /^[\w.-]{1,100}$/.test(text) && !/^\.{1,2}$/.test(text);
}
