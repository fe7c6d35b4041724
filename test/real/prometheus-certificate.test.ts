import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Environment } from "../../src/model/environment.ts";
import { createPrometheus } from "../../src/evidence/prometheus/create-prometheus.ts";
import { endpoint } from "../../src/evidence/prometheus/endpoint.ts";
import { readAccess } from "../../src/evidence/prometheus/read-access.ts";
import { shop } from "../evidence/shop.ts";
import { part } from "./harness/part.ts";

/** A server that takes only clients with a certificate of its own authority. */
const folder = mkdtempSync(join(tmpdir(), "rampart-tls-"));
let server: Server;
let url: string;
let status = 200;

function openssl(...args: readonly string[]): void {
  const { status: code, stderr } = spawnSync("openssl", args, { cwd: folder, encoding: "utf8" });
  if (code !== 0) throw new Error(stderr);
}

function pem(file: string): string {
  return readFileSync(join(folder, file), "utf8");
}

beforeAll(async () => {
  const made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  openssl("req", "-x509", ...made, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=authority");
  for (const name of ["server", "client"]) {
    openssl(
      "req",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-nodes",
      "-keyout",
      `${name}.key`,
      "-out",
      `${name}.csr`,
      "-subj",
      `/CN=${name}`,
      "-addext",
      "subjectAltName=IP:127.0.0.1",
    );
    openssl(
      "x509",
      "-req",
      "-in",
      `${name}.csr`,
      "-CA",
      "ca.pem",
      "-CAkey",
      "ca.key",
      "-out",
      `${name}.pem`,
      "-days",
      "2",
      "-copy_extensions",
      "copy",
    );
  }
  server = createServer(
    { cert: pem("server.pem"), key: pem("server.key"), ca: pem("ca.pem"), requestCert: true, rejectUnauthorized: true },
    (request, response) => {
      const socket: TLSSocket | undefined = "getPeerCertificate" in request.socket ? Object(request.socket) : undefined;
      const version = String(socket?.getPeerCertificate().subject.CN);
      response.writeHead(status, status === 302 ? { location: "https://127.0.0.1/" } : {});
      response.end(JSON.stringify({ status: "success", data: { version } }));
    },
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  url = `https://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function source(prometheus: object) {
  const { environment } = shop();
  const secured = Environment.parse({ ...environment, prometheus: { ...environment.prometheus, ...prometheus } });
  const store = { variable: (name: string) => (name === "CLIENT_KEY" ? pem("client.key") : undefined), file: (path: string) => pem(path) };
  return createPrometheus(endpoint(url, [new URL(url).host]), readAccess(secured, store), { timeout: 5000 });
}

const { system, breakable } = part();
system("Node's TLS", process.version);
system("OpenSSL", process.versions.openssl);

const certificate = breakable(
  { kind: "certificate", certificate: { file: "client.pem" }, key: { variable: "CLIENT_KEY" } },
  "the server's certificate is shown, which is not the client's",
  (sound) => ({ ...sound, certificate: { file: "server.pem" } }),
);

test("a client certificate is shown, and the authority of the definition trusted", async () => {
  expect(await source({ auth: certificate, authority: { file: "ca.pem" } }).buildInfo()).toEqual({
    kind: "ok",
    value: { version: "client" },
  });
});

test("a server of an unknown authority is not trusted", async () => {
  expect(await source({ auth: certificate }).buildInfo()).toMatchObject({ kind: "problem", fault: "untrusted" });
});

test("without a certificate nothing is answered", async () => {
  expect(await source({ authority: { file: "ca.pem" } }).buildInfo()).toMatchObject({ kind: "problem" });
});

test("a redirect is not followed here either", async () => {
  status = 302;
  expect(await source({ auth: certificate, authority: { file: "ca.pem" } }).buildInfo()).toMatchObject({ fault: "redirected" });
  status = 200;
});
