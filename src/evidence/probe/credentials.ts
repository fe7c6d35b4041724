import { UserError } from "../../base/user-error.ts";
import type { Probe } from "../../model/probe.ts";
import type { ProbeRun } from "./probe-run.ts";
import type { World } from "./world.ts";

/** The environment variable without which a probe cannot be run at all. */
export function credentialOf(probe: Probe): string | undefined {
  if (probe.kind === "http" || probe.kind === "json-rpc") return probe.bearerToken;
  return probe.kind === "sql" ? probe.connection : undefined;
}

/**
 * Throws a {@link UserError} that names every credential that is not set, or
 * that no header can carry. Values are never part of a message.
 */
export function requireCredentials(runs: readonly ProbeRun[], env: World["env"]): void {
  const users = new Map<string, Set<string>>();
  const faults: string[] = [];
  for (const { name, probe } of runs) {
    const variable = credentialOf(probe);
    if (variable === undefined) continue;
    const value = env(variable) ?? "";
    if (value === "") users.set(variable, (users.get(variable) ?? new Set()).add(name));
    else if (probe.kind !== "sql" && !/^[\x21-\x7e]+$/.test(value)) {
      faults.push(`${variable} holds characters that no header can carry, such as a space or a line break`);
    }
  }
  const missing = [...users].map(([variable, names]) => `${variable} is not set (${[...names].join(", ")})`);
  const all = [...missing, ...new Set(faults)];
  if (all.length === 0) return;
  throw new UserError(`Cannot run these probes: ${all.join("; ")}`, {
    hint: "credentials come from environment variables: export them, or choose other probes with --probe",
  });
}
