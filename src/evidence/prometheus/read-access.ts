import { UserError } from "../../base/user-error.ts";
import type { Environment, Secret } from "../../model/environment.ts";
import { fetchTransport } from "./fetch-transport.ts";
import { tlsTransport } from "./tls-transport.ts";
import type { Transport } from "./transport.ts";

/** What a Prometheus is asked with. */
export interface Access {
  readonly headers: Readonly<Record<string, string>>;
  readonly transport: Transport;
  /** Texts that must not be shown, whoever sends them back to us. */
  readonly secrets: readonly string[];
}

/** Where secrets are: environment variables, and files that are read as text. */
export interface SecretStore {
  readonly variable: (name: string) => string | undefined;
  readonly file: (path: string) => string | undefined;
}

/** Access to a server that asks for nothing. */
export const openAccess: Access = { headers: {}, transport: fetchTransport, secrets: [] };

/** Reads what the environment's `prometheus` says about access. Throws a {@link UserError} that names the variable or file that lacks. */
export function readAccess({ name, prometheus }: Environment, store: SecretStore): Access {
  const { auth, authority, tenant } = prometheus;
  const read = (field: string, secret: Secret): string => readSecret(name, field, secret, store);
  const trusted = authority && read("authority", authority);
  const identified = tenant === undefined ? {} : { [tenant.header]: tenant.value };
  switch (auth?.kind) {
    case undefined:
      return { headers: identified, transport: over(undefined, undefined, trusted), secrets: [] };
    case "bearer": {
      const token = headerText(name, "auth.token", read("auth.token", auth.token));
      return {
        headers: { ...identified, Authorization: `Bearer ${token}` },
        transport: over(undefined, undefined, trusted),
        secrets: [token],
      };
    }
    case "basic": {
      const user = read("auth.user", auth.user);
      const password = read("auth.password", auth.password);
      if (user.includes(":")) throw fault(name, "auth.user", "has a colon, which basic authentication cannot carry", "use another user");
      const encoded = Buffer.from(`${user}:${password}`, "utf8").toString("base64");
      return {
        headers: { ...identified, Authorization: `Basic ${encoded}` },
        transport: over(undefined, undefined, trusted),
        secrets: [password, encoded],
      };
    }
    case "certificate": {
      const key = read("auth.key", auth.key);
      return { headers: identified, transport: over(read("auth.certificate", auth.certificate), key, trusted), secrets: [key] };
    }
  }
}

function over(certificate: string | undefined, key: string | undefined, authority: string | undefined): Transport {
  return certificate === undefined && authority === undefined ? fetchTransport : tlsTransport({ certificate, key, authority });
}

function readSecret(environment: string, field: string, secret: Secret, store: SecretStore): string {
  if ("variable" in secret) {
    const value = store.variable(secret.variable);
    if (value === undefined || value === "") {
      throw fault(environment, field, `the environment variable ${secret.variable} is not set`, `export ${secret.variable}`);
    }
    return value;
  }
  const text = store.file(secret.file)?.replace(/\r?\n$/, "");
  if (text === undefined || text === "") {
    throw fault(environment, field, `the file ${secret.file} cannot be read or is empty`, "write the secret into it");
  }
  return text;
}

function headerText(environment: string, field: string, text: string): string {
  if (/^[\x21-\x7e]+$/.test(text)) return text;
  throw fault(
    environment,
    field,
    "holds characters that no header can carry, such as a space or a line break",
    "correct it where it is kept",
  );
}

function fault(environment: string, field: string, why: string, hint: string): UserError {
  return new UserError(`Cannot ask Prometheus of "${environment}": prometheus.${field}: ${why}`, { hint });
}
