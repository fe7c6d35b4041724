import { isIP } from "node:net";
import { isLoopback } from "../../base/is-loopback.ts";
import { UserError } from "../../base/user-error.ts";

/** An address that has been found fit to be asked. */
export interface Endpoint {
  /** Host and port, as people know it. */
  readonly name: string;
  readonly loopback: boolean;
  /** Address of a path of the API: `query` → `https://host/prefix/api/v1/query`. */
  readonly address: (path: string) => URL;
}

/**
 * Checks the address of a Prometheus: a host of the list, `https` unless it is
 * this machine, no credentials in it, no link-local address (where clouds keep
 * their metadata). The path is kept as prefix: `…/prometheus` for Mimir,
 * whatever a proxy puts before Thanos. Throws a {@link UserError}.
 */
export function endpoint(url: string, allowedHosts: readonly string[]): Endpoint {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) throw refused("expected an http or https address", "set prometheus.url");
  const { host, hostname, protocol } = parsed;
  if (parsed.username !== "" || parsed.password !== "") {
    throw refused("its address carries credentials", "take them out of prometheus.url and name their variables in prometheus.auth");
  }
  if (!allowedHosts.includes(host)) {
    throw refused(`"${host}" is not the host of the environment's prometheus.url`, `use ${allowedHosts.join(" or ")}`);
  }
  const loopback = isLoopback(hostname);
  if (isLinkLocal(hostname)) throw refused(`"${hostname}" is a link-local address`, "name a host of your network in prometheus.url");
  if (protocol !== "https:" && !loopback) {
    throw refused(
      `"${host}" is not this machine, and its address starts with http`,
      "use https in prometheus.url, or forward a port and name it with --prometheus http://127.0.0.1:9090",
    );
  }
  const prefix = parsed.pathname.replace(/\/+$/, "").replace(/\/api\/v1$/, "");
  return { name: host, loopback, address: (path) => new URL(`${prefix}/api/v1/${path}`, parsed.origin) };
}

function isLinkLocal(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  return (isIP(bare) === 4 && bare.startsWith("169.254.")) || /^fe[89ab].:|^fd00:ec2:|^::ffff:a9fe:/.test(bare);
}

function refused(why: string, hint: string): UserError {
  return new UserError(`Cannot ask Prometheus: ${why}`, { hint });
}
