import { isLoopback } from "../../base/is-loopback.ts";
import { UserError } from "../../base/user-error.ts";
import type { Environment } from "../../model/environment.ts";
import { seconds } from "../../model/quantity.ts";
import type { MetricsSource } from "../metrics-source.ts";
import { createPrometheus } from "./create-prometheus.ts";
import { endpoint } from "./endpoint.ts";
import { openAccess, readAccess, type SecretStore } from "./read-access.ts";

/**
 * The Prometheus of an environment. `instead` is another address to ask, which
 * must be this machine's own (a forwarded port, a sandbox) and is told no
 * secret. Throws a {@link UserError} for an address that may not be asked, or a
 * secret that is missing.
 */
export function environmentSource(environment: Environment, secrets: SecretStore, instead?: string): MetricsSource {
  const { prometheus } = environment;
  const timed = prometheus.timeout === undefined ? {} : { timeout: seconds(prometheus.timeout) * 1000 };
  if (instead === undefined) {
    return createPrometheus(endpoint(prometheus.url, [new URL(prometheus.url).host]), readAccess(environment, secrets), timed);
  }
  const other = URL.canParse(instead) ? new URL(instead) : undefined;
  if (other === undefined || !isLoopback(other.hostname)) {
    throw new UserError(`Cannot ask ${JSON.stringify(instead)}: --prometheus takes an address of this machine only`, {
      hint: "for example http://127.0.0.1:9090; other hosts are named by prometheus.url of the environment",
    });
  }
  return createPrometheus(endpoint(instead, [other.host]), openAccess, timed);
}
