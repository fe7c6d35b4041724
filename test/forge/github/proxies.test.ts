import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { proxySecrets, proxyTransport, readProxies } from "../../../src/forge/github/connection/proxy-transport.ts";
import { faultOf, json, openStub, repositoryBody, stubbed, type StubServer } from "./stub.ts";

let server: StubServer;
beforeAll(async () => {
  server = await openStub();
});
afterAll(() => server.stop());

let proxy: Server | undefined;
afterEach(async () => {
  if (proxy === undefined) return;
  proxy.closeAllConnections();
  proxy.close();
  await once(proxy, "close");
  proxy = undefined;
});

const replies = { "GET /repos/acme/rollouts": json(200, repositoryBody) };

/** A proxy that leads every name to the stub, or lets nobody through. Answers its address and whom it was asked for. */
async function startProxy(status: number): Promise<{ readonly url: string; readonly asked: (readonly [string, string | undefined])[] }> {
  const asked: (readonly [string, string | undefined])[] = [];
  const started = createServer();
  proxy = started;
  started.on("connect", (request, socket) => {
    asked.push([request.url ?? "", request.headers["proxy-authorization"]]);
    if (status !== 200) return void socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const target = connect(Number(new URL(server.url).port), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(socket);
      socket.pipe(target);
    });
    target.on("error", () => socket.destroy());
    socket.on("error", () => target.destroy());
  });
  started.listen(0, "127.0.0.1");
  await once(started, "listening");
  const address = started.address();
  if (address === null || typeof address === "string") throw new Error("expected a port");
  return { url: `http://someone:s3cret-word@127.0.0.1:${address.port}`, asked };
}

describe("a proxy", () => {
  test("is asked for what is not on this machine", async () => {
    const { url, asked } = await startProxy(200);
    const { forge } = stubbed(server, replies, {
      baseUrl: "http://api.github.test",
      transport: proxyTransport({ http: url, https: undefined, except: undefined }),
    });
    expect((await forge.repository()).fullName).toBe("acme/rollouts");
    expect(asked).toEqual([["api.github.test:80", `Basic ${Buffer.from("someone:s3cret-word").toString("base64")}`]]);
  });

  test("is not asked for this machine, nor for what is excepted", async () => {
    const { url, asked } = await startProxy(200);
    const transport = proxyTransport({ http: url, https: url, except: "api.github.test" });
    expect((await stubbed(server, replies, { transport }).forge.repository()).fullName).toBe("acme/rollouts");
    const excepted = stubbed(server, replies, { transport, baseUrl: "http://api.github.test" });
    expect((await faultOf(excepted.forge.repository())).kind).toBe("temporary");
    expect(asked).toEqual([]);
  });

  test("that lets nobody through has done nothing, and its password is not shown", async () => {
    const { url } = await startProxy(407);
    const proxies = { http: url, https: undefined, except: undefined };
    const { forge } = stubbed(server, replies, {
      baseUrl: "http://api.github.test",
      transport: proxyTransport(proxies),
      secrets: proxySecrets(proxies),
    });
    const fault = await faultOf(forge.comment(7, "b"));
    expect(fault).toMatchObject({ kind: "temporary", message: expect.stringMatching(/the proxy refuses \(status 407\)/) });
    expect(inspect(fault, { depth: 10 })).not.toContain("s3cret");
  });
});

test("proxies are named by the usual variables, in lower case first", () => {
  const variables: Readonly<Record<string, string>> = { HTTPS_PROXY: "http://a", https_proxy: "http://b", HTTP_PROXY: "", no_proxy: "x" };
  expect(readProxies((name) => variables[name])).toEqual({ https: "http://b", http: undefined, except: "x" });
  expect(proxySecrets({ https: "http://me:a%20b@x", http: "nonsense", except: undefined })).toEqual(["a%20b", "a b"]);
});
