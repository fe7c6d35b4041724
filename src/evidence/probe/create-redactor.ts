import { canonicalJson } from "../../base/canonical-json.ts";
import { credentialOf } from "./credentials.ts";
import type { ProbeRun } from "./probe-run.ts";
import type { World } from "./world.ts";

/** What stands in place of a secret. */
const redacted = "[redacted]";

/** Shortest value of a variable of a command that is struck out: shorter ones are switches, not secrets. */
const shortest = 4;

/**
 * Strikes every secret of the runs out of a text, as it is and as JSON, URLs
 * and base64 write it. Secrets are the credentials, and each variable of a
 * command whose value does not stand in the definition itself.
 */
export function createRedactor(runs: readonly ProbeRun[], env: World["env"]): (text: string) => string {
  const told = canonicalJson(runs.map(({ probe }) => probe));
  const secrets = new Set(
    runs.flatMap(({ probe }) => {
      const credential = credentialOf(probe);
      const value = credential === undefined ? undefined : env(credential);
      const variables = probe.kind === "command" ? Object.keys(probe.variables) : [];
      return [
        ...(value === undefined ? [] : probe.kind === "sql" ? [value, ...passwords(value)] : [value]),
        ...variables.map((name) => env(name) ?? "").filter((one) => one.length >= shortest && !told.includes(one)),
      ];
    }),
  );
  const forms = [...new Set([...secrets].flatMap(formsOf))].toSorted((left, right) => right.length - left.length);
  return (text) => forms.reduce((clean, form) => clean.replaceAll(form, redacted), text);
}

/** Passwords within a connection string, which errors may show alone. */
function passwords(connection: string): readonly string[] {
  const raw = [
    /^[a-z]+:\/\/[^:@/]*:([^@]*)@/.exec(connection)?.[1],
    ...[...connection.matchAll(/password=([^&\s]+)/gi)].map(([, one]) => one),
  ];
  return raw.flatMap((one) => (one === undefined || one === "" ? [] : [one, decoded(one)]));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function formsOf(secret: string): readonly string[] {
  if (secret === "") return [];
  const bytes = Buffer.from(secret, "utf8");
  const lines = secret.split(/[\r\n]+/).filter((line) => line.length >= 8);
  return [
    secret,
    ...lines,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    ...(secret.length >= 8 ? [bytes.toString("base64").replace(/=+$/, ""), bytes.toString("base64url")] : []),
  ];
}
