import { generateKeyPairSync, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../evidence/prometheus/free-port.ts";
import { ownFolder, start, type Program } from "../harness/start.ts";
import { connect, type Client } from "./client.ts";

/** A kube-apiserver with an etcd of its own, on loopback, where everything is allowed but what admission forbids. */
export interface ApiServer extends Client {
  readonly url: string;
  /** The certificate to trust, as PEM. */
  readonly ca: string;
  readonly token: string;
  /** Its version, as it says itself: `v1.34.4`. */
  readonly version: string;
  stop(): Promise<void>;
}

/** How a server differs from the usual one. */
export interface ApiServerOptions {
  /** Release to behave as, such as `"1.33"`; the server's own when left out. */
  readonly emulate?: string;
}

/** Starts etcd and kube-apiserver and waits until the latter is ready. */
export async function startApiServer({ emulate }: ApiServerOptions = {}): Promise<ApiServer> {
  const [peer, clients, port] = await Promise.all([freePort(), freePort(), freePort()]);
  const etcd = await startEtcd(`http://127.0.0.1:${clients}`, `http://127.0.0.1:${peer}`);
  try {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    const token = randomBytes(24).toString("hex");
    const folder = ownFolder("apiserver", {
      "accounts.key": privateKey,
      "accounts.pub": publicKey,
      "tokens.csv": `${token},tester,tester,"system:masters"\n`,
    });
    const url = `https://127.0.0.1:${port}`;
    let client: Client | undefined;
    let ca = "";
    const server = await start({
      command: "kube-apiserver",
      folder,
      args: [
        `--etcd-servers=http://127.0.0.1:${clients}`,
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        `--secure-port=${port}`,
        `--cert-dir=${join(folder, "certificates")}`,
        `--token-auth-file=${join(folder, "tokens.csv")}`,
        "--authorization-mode=AlwaysAllow",
        "--anonymous-auth=false",
        "--service-account-issuer=https://kubernetes.default.svc",
        `--service-account-signing-key-file=${join(folder, "accounts.key")}`,
        `--service-account-key-file=${join(folder, "accounts.pub")}`,
        "--service-cluster-ip-range=10.96.0.0/16",
        // Nothing here gives pods a service account.
        "--disable-admission-plugins=ServiceAccount",
        "--endpoint-reconciler-type=none",
        "--profiling=false",
        ...(emulate === undefined ? [] : [`--emulated-version=${emulate}`]),
      ],
      ready: async () => {
        if (client === undefined) {
          // Made by the server itself: its certificate and the authority that signed it.
          ca = readFileSync(join(folder, "certificates/apiserver.crt"), "utf8");
          client = connect({ url, ca, token });
        }
        return (await client.request("GET", "/readyz")).status === 200;
      },
    });
    if (client === undefined) throw new Error("kube-apiserver was ready before it was asked");
    const { body } = await client.request("GET", "/version");
    return { ...client, url, ca, token, version: String(body["gitVersion"]), stop: () => stopAll(client, server, etcd) };
  } catch (error) {
    await etcd.stop();
    throw error;
  }
}

async function startEtcd(clients: string, peer: string): Promise<Program> {
  const folder = ownFolder("etcd");
  return start({
    command: "etcd",
    folder,
    args: [
      `--data-dir=${join(folder, "data")}`,
      "--name=only",
      `--listen-client-urls=${clients}`,
      `--advertise-client-urls=${clients}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=only=${peer}`,
      "--unsafe-no-fsync",
      "--log-level=warn",
    ],
    ready: async () => (await fetch(`${clients}/health`)).ok,
  });
}

async function stopAll(client: Client | undefined, server: Program, etcd: Program): Promise<void> {
  await client?.close();
  await server.stop();
  await etcd.stop();
}
