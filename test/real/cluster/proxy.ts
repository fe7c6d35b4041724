import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../evidence/prometheus/free-port.ts";
import { ownFolder, start } from "../harness/start.ts";
import type { ApiServer } from "./api-server.ts";
import type { Provider } from "../../../src/compile/traffic/provider.ts";

/** A Traefik that reads one kind of routes from an API server. */
export interface Proxy {
  /** Port of its TLS entry point on loopback. */
  readonly port: number;
  readonly version: string;
  /** All it was configured with by its provider, as text. */
  readonly configuration: () => Promise<string>;
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

/** Starts Traefik with the provider that reads Ingresses as ingress-nginx does, or the one of the Gateway API. */
export async function startProxy(server: ApiServer, provider: Provider): Promise<Proxy> {
  const [port, plain, api] = await Promise.all([freePort(), freePort(), freePort()]);
  const folder = ownFolder("traefik", { "ca.crt": server.ca, token: server.token });
  const cluster = {
    endpoint: server.url,
    token: join(folder, "token"),
    certAuthFilePath: join(folder, "ca.crt"),
    throttleDuration: "100ms",
  };
  const { stop, log } = await start({
    command: "traefik",
    folder,
    args: arguments_({
      global: { checkNewVersion: false, sendAnonymousUsage: false },
      api: { insecure: true },
      log: { level: "INFO" },
      entryPoints: {
        web: { address: `127.0.0.1:${plain}` },
        websecure: { address: `127.0.0.1:${port}`, http: { tls: true } },
        traefik: { address: `127.0.0.1:${api}` },
      },
      providers: {
        providersThrottleDuration: "100ms",
        ...(provider === "http-route"
          ? { kubernetesGateway: { ...cluster, qps: 200, burst: 400 } }
          : { kubernetesIngressNGINX: { ...cluster, httpEntryPoint: "web", httpsEntryPoint: "websecure" } }),
      },
    }),
    ready: async () => (await fetch(`http://127.0.0.1:${api}/api/version`)).ok,
  });
  const ask = async (path: string): Promise<string> => (await fetch(`http://127.0.0.1:${api}/api/${path}`)).text();
  const version: unknown = JSON.parse(await ask("version"));
  const named = typeof version === "object" && version !== null && "Version" in version ? String(version.Version) : "";
  return { port, version: named, configuration: () => ask("rawdata"), log, stop };
}

/** A tree of settings as Traefik's arguments: `--api.insecure=true`. */
function arguments_(settings: object, path = ""): readonly string[] {
  return Object.entries(settings).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "object" && value !== null ? arguments_(value, `${path}${key}.`) : [`--${path}${key}=${String(value)}`],
  );
}

/** Waits until a proxy has taken up a change: its configuration is another than before, and stays. */
export async function settled(proxy: Proxy, before: string): Promise<void> {
  let last = before;
  let same = 0;
  for (let attempt = 0; attempt < 200; attempt += 1) {
    await sleep(150);
    const now = await proxy.configuration();
    same = now === last ? same + 1 : 0;
    if (now !== before && same >= 4) return;
    last = now;
  }
  throw new Error(`the proxy did not take up the change: ${proxy.log().slice(-2000)}`);
}

/** A certificate for a host, signed by itself, as the data of a Secret. */
export function certificateFor(host: string): Readonly<Record<"tls.crt" | "tls.key", string>> {
  const folder = ownFolder("certificate");
  const [key, certificate] = [join(folder, "tls.key"), join(folder, "tls.crt")];
  const names = ["-subj", "/CN=test", "-addext", `subjectAltName=DNS:${host}`];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  try {
    execFileSync("openssl", ["req", "-x509", ...kind, "-keyout", key, "-out", certificate, ...names], { stdio: "ignore" });
    return { "tls.crt": readFileSync(certificate).toString("base64"), "tls.key": readFileSync(key).toString("base64") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
