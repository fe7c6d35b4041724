import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "../../evidence/prometheus/free-port.ts";
import { ownFolder, start, type Program } from "../harness/start.ts";
import { realTool, runTool } from "../real-tool.ts";
import type { ApiServer } from "./api-server.ts";
import { record, records } from "./client.ts";
import { keep } from "./keep.ts";
import { certificateFor } from "./proxy.ts";

/** The Gateway that routes name, served by an Envoy that Envoy Gateway tells what stands in an API server. */
export interface Envoy {
  /** Port of its HTTPS listener on loopback. */
  readonly port: number;
  /** Versions of Envoy and Envoy Gateway, as they say them themselves. */
  readonly versions: Readonly<Record<"Envoy" | "Envoy Gateway", string>>;
  /** Does something to what is in the cluster, and waits until Envoy has another configuration than before, and keeps it. */
  readonly change: (task: () => Promise<unknown>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const gateway = { name: "public", namespace: "gateway-system" };

/** Makes the Gateway and starts what serves it: both programs on loopback, which trust each other by a certificate of their own. */
export async function startEnvoy(server: ApiServer): Promise<Envoy> {
  const [port, control, xds, admin] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  await makeGateway(server, port);
  const kubeconfig = kubeconfigOf(server);
  await makeCertificates(kubeconfig);
  const envoyGateway = await startControl(server, { control, xds, files: { ...(await secretOf(server, "envoy-gateway")), kubeconfig } });
  try {
    const envoy = await startProxy({ admin, xds, files: await secretOf(server, "envoy") });
    const ask = async (path: string): Promise<string> => (await fetch(`http://127.0.0.1:${admin}/${path}`)).text();
    const configuration = async (): Promise<string> => {
      // With endpoints: weights are theirs. Without what Envoy was started with, whose text is never the same.
      const dump: unknown = JSON.parse(await ask("config_dump?include_eds"));
      return JSON.stringify(records(record(dump)["configs"]).filter((config) => !String(config["@type"]).endsWith("BootstrapConfigDump")));
    };
    const info: unknown = JSON.parse(await ask("server_info"));
    return {
      port,
      versions: {
        // As in "9e55809…/1.40.0/Clean/RELEASE/BoringSSL".
        Envoy: String(record(info)["version"]).split("/")[1] ?? "",
        "Envoy Gateway": /ENVOY_GATEWAY_VERSION: (\S+)/.exec(runTool("envoy-gateway", ["version"], ".").stdout)?.[1] ?? "",
      },
      change: async (task) => {
        const before = await configuration();
        await task();
        let last = before;
        let same = 0;
        for (let attempt = 0; attempt < 300; attempt += 1) {
          await sleep(50);
          const now = await configuration();
          same = now === last ? same + 1 : 0;
          last = now;
          if (now !== before && same >= 3) return;
        }
        throw new Error(`Envoy did not take up the change: ${(envoyGateway.log() + envoy.log()).slice(-3000)}`);
      },
      stop: async () => {
        await envoy.stop();
        await envoyGateway.stop();
      },
    };
  } catch (error) {
    await envoyGateway.stop();
    throw error;
  }
}

async function makeGateway(server: ApiServer, port: number): Promise<void> {
  await keep(server, { apiVersion: "v1", kind: "Namespace", metadata: { name: gateway.namespace } });
  await keep(server, {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "GatewayClass",
    metadata: { name: "envoy" },
    spec: { controllerName: "gateway.envoyproxy.io/gatewayclass-controller" },
  });
  await keep(server, {
    apiVersion: "v1",
    kind: "Secret",
    type: "kubernetes.io/tls",
    metadata: gateway,
    data: certificateFor("public.example.com"),
  });
  const listener = {
    name: "https",
    protocol: "HTTPS",
    port,
    tls: { certificateRefs: [{ name: gateway.name }] },
    allowedRoutes: { namespaces: { from: "All" } },
  };
  await keep(server, {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "Gateway",
    metadata: gateway,
    spec: { gatewayClassName: "envoy", listeners: [listener] },
  });
}

function kubeconfigOf({ url, ca, token }: ApiServer): string {
  const cluster = { server: url, "certificate-authority-data": Buffer.from(ca).toString("base64") };
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "only", cluster }],
    users: [{ name: "only", user: { token } }],
    contexts: [{ name: "only", context: { cluster: "only", user: "only" } }],
    "current-context": "only",
  });
}

/** Has Envoy Gateway make the Secrets by which it and its Envoys trust each other, as its Helm chart does. */
async function makeCertificates(kubeconfig: string): Promise<void> {
  const folder = ownFolder("certgen", { kubeconfig });
  try {
    await promisify(execFile)(realTool("envoy-gateway"), ["certgen", "--disable-topology-injector"], { env: environment(folder) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function environment(folder: string): Readonly<Record<string, string>> {
  return { KUBECONFIG: join(folder, "kubeconfig"), ENVOY_GATEWAY_NAMESPACE: gateway.namespace };
}

/** The files of a Secret. */
async function secretOf(server: ApiServer, name: string): Promise<Readonly<Record<string, string>>> {
  const { body } = await server.read({ apiVersion: "v1", kind: "Secret", metadata: { name, namespace: gateway.namespace } });
  return Object.fromEntries(
    Object.entries(record(body["data"])).map(([file, data]) => [file, Buffer.from(String(data), "base64").toString()]),
  );
}

interface Control {
  readonly control: number;
  readonly xds: number;
  readonly files: Readonly<Record<string, string>>;
}

/** Envoy Gateway. In a cluster it would make an Envoy for the Gateway; here its Deployment has nobody who makes pods of it. */
async function startControl(server: ApiServer, { control, xds, files }: Control): Promise<Program> {
  const settings = {
    apiVersion: "gateway.envoyproxy.io/v1alpha1",
    kind: "EnvoyGateway",
    gateway: { controllerName: "gateway.envoyproxy.io/gatewayclass-controller" },
    provider: { type: "Kubernetes", kubernetes: { leaderElection: { disable: true }, proxyTopologyInjector: { disabled: true } } },
    admin: { address: { host: "127.0.0.1", port: control } },
    telemetry: { metrics: { prometheus: { disable: true } } },
  };
  const folder = ownFolder("envoy-gateway", {
    ...files,
    "settings.yaml": JSON.stringify(settings),
  });
  return start({
    command: "/usr/bin/env",
    folder,
    args: [
      ...Object.entries({ ...environment(folder), XDS_PORT: xds }).map(([name, value]) => `${name}=${value}`),
      realTool("envoy-gateway"),
      "server",
      `--config-path=${join(folder, "settings.yaml")}`,
    ],
    ready: async () => {
      const { body } = await server.read({ apiVersion: "gateway.networking.k8s.io/v1", kind: "Gateway", metadata: gateway });
      return records(record(body["status"])["conditions"]).some(({ type, status }) => type === "Accepted" && status === "True");
    },
  });
}

interface Data {
  readonly admin: number;
  readonly xds: number;
  readonly files: Readonly<Record<string, string>>;
}

/** Envoy, with what Envoy Gateway would start it with, but for addresses and the kind of updates. */
async function startProxy({ admin, xds, files }: Data): Promise<Program> {
  const folder = ownFolder("envoy", files);
  const socket = (port: number) => ({ socket_address: { address: "127.0.0.1", port_value: port } });
  const type = "type.googleapis.com/envoy.extensions";
  const source = { ads: {}, initial_fetch_timeout: "5s", resource_api_version: "V3" };
  const bootstrap = {
    admin: { address: socket(admin) },
    dynamic_resources: {
      ads_config: {
        // Envoy Gateway's own choice, DELTA_GRPC, makes Envoy wait for endpoints that haven't changed: see docs/real-parts.md.
        api_type: "GRPC",
        transport_api_version: "V3",
        grpc_services: [{ envoy_grpc: { cluster_name: "xds_cluster" } }],
      },
      lds_config: source,
      cds_config: source,
    },
    static_resources: {
      clusters: [
        {
          name: "xds_cluster",
          type: "STATIC",
          connect_timeout: "10s",
          load_assignment: { cluster_name: "xds_cluster", endpoints: [{ lb_endpoints: [{ endpoint: { address: socket(xds) } }] }] },
          typed_extension_protocol_options: {
            "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
              "@type": `${type}.upstreams.http.v3.HttpProtocolOptions`,
              explicit_http_config: { http2_protocol_options: {} },
            },
          },
          transport_socket: {
            name: "envoy.transport_sockets.tls",
            typed_config: {
              "@type": `${type}.transport_sockets.tls.v3.UpstreamTlsContext`,
              common_tls_context: {
                tls_params: { tls_maximum_protocol_version: "TLSv1_3" },
                tls_certificates: [
                  { certificate_chain: { filename: join(folder, "tls.crt") }, private_key: { filename: join(folder, "tls.key") } },
                ],
                validation_context: { trusted_ca: { filename: join(folder, "ca.crt") } },
              },
            },
          },
        },
      ],
    },
  };
  return start({
    command: "envoy",
    folder,
    args: [
      "--config-yaml",
      JSON.stringify(bootstrap),
      `--service-cluster`,
      `${gateway.namespace}/${gateway.name}`,
      "--service-node",
      "only",
      "--disable-hot-restart",
      "--drain-strategy",
      "immediate",
      "--log-level",
      "warning",
    ],
    ready: async () => (await fetch(`http://127.0.0.1:${admin}/ready`)).ok,
  });
}
