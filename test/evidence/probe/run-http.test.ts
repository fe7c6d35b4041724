import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runProbe } from "../../../src/evidence/probe/run-probe.ts";
import { Probe } from "../../../src/model/probe.ts";
import { serve, worldOf, type Play } from "./serve.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "rampart-probe-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function ask(probe: object, listener: Play) {
  const played = await serve(listener);
  try {
    const parsed = Probe.parse({ kind: "http", title: "T", proves: "P", url: `${played.origin}/path?q=1`, timeout: "2s", ...probe });
    const run = { name: "p", probe: parsed, instance: undefined, digest: "" };
    const world = worldOf({ fetch }, { TOKEN: "secret-token" }, root);
    const { result, faults } = await runProbe(run, world, new AbortController().signal, (text) =>
      text.replaceAll("secret-token", "[redacted]"),
    );
    return `${result} ${faults.join("; ")}`.trim();
  } finally {
    await played.close();
  }
}

describe("an HTTP probe", () => {
  test("sends method, headers, body and token as they are written", async () => {
    let seen: unknown;
    const found = await ask(
      { method: "PUT", headers: { "X-Side": "canary", Cookie: "a=b" }, bearerToken: "TOKEN", body: "{}", expect: { status: [204] } },
      ({ method, url, headers }, response, body) => {
        seen = {
          method,
          url,
          body,
          side: headers["x-side"],
          cookie: headers.cookie,
          authorization: headers.authorization,
          type: headers["content-type"],
        };
        response.writeHead(204).end();
      },
    );
    expect(found).toBe("pass");
    expect(seen).toEqual({
      method: "PUT",
      url: "/path?q=1",
      body: "{}",
      side: "canary",
      cookie: "a=b",
      authorization: "Bearer secret-token",
      // What curl sends with --data-raw.
      type: "application/x-www-form-urlencoded",
    });
  });

  test("counts a status that others call an error", async () => {
    const probe = {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: "{}",
      expect: { status: [400], bodyIncludes: "Content-Type" },
    };
    expect(await ask(probe, (_, response) => void response.writeHead(400).end("Invalid Content-Type header"))).toBe("pass");
    expect(await ask(probe, (_, response) => void response.writeHead(404).end("Not Found"))).toBe(
      'fail status is 404, expected 400; body does not have "Content-Type"',
    );
  });

  test("follows no redirect", async () => {
    const elsewhere: Play = ({ url }, response) =>
      void (url === "/path?q=1" ? response.writeHead(302, { location: "/other" }).end() : response.writeHead(200).end());
    expect(await ask({ expect: { status: [200] } }, elsewhere)).toBe("fail status is 302, expected 200");
    expect(await ask({ expect: { status: [301, 302] } }, elsewhere)).toBe("pass");
  });

  test("asks for the head alone", async () => {
    expect(
      await ask(
        { method: "HEAD", expect: { status: [200] } },
        ({ method }, response) => void response.writeHead(method === "HEAD" ? 200 : 500).end(),
      ),
    ).toBe("pass");
  });

  test("takes the status of a stream that never ends, and never says anything", async () => {
    expect(
      await ask({ expect: { status: [200] } }, (_, response) =>
        response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders(),
      ),
    ).toBe("pass");
  });

  test("finds text across chunks of a stream that never ends", async () => {
    const found = await ask({ expect: { status: [200], bodyIncludes: "event: ready" } }, (_, response) => {
      response.writeHead(200).write("event: re");
      setTimeout(() => response.write("ady\n\n"), 20);
    });
    expect(found).toBe("pass");
  });

  test("cuts a stream when its time is over", async () => {
    const found = await ask(
      { timeout: "100ms", expect: { status: [200], bodyIncludes: "ready" } },
      (_, response) => void response.writeHead(200).write("waiting"),
    );
    expect(found).toBe('fail body does not have "ready" in what came within 100ms');
  });

  test("reads no more than its limit", async () => {
    const found = await ask(
      { expect: { status: [200], bodyIncludes: "ready" } },
      (_, response) => void response.writeHead(200).end(`${"x".repeat(262_144)}ready`),
    );
    expect(found).toBe('fail body does not have "ready" in its first 256 KiB');
  });

  test("tells a connection that breaks from one that is never made", async () => {
    expect(await ask({ expect: { status: [200] } }, (_, response) => void response.destroy())).toBe(
      "unreachable no answer: UND_ERR_SOCKET",
    );
    expect(await ask({ url: "http://127.0.0.1:1/", expect: { status: [200] } }, () => undefined)).toMatch(/^unreachable no answer/);
    expect(await ask({ timeout: "100ms", expect: { status: [200] } }, () => undefined)).toBe("unreachable no answer within 100ms");
  });

  test("keeps the answer without secrets, and never through a link", async () => {
    const echo: Play = ({ headers }, response) => void response.writeHead(200).end(`you sent ${headers.authorization}`);
    const probe = { bearerToken: "TOKEN", expect: { status: [200] } };
    expect(await ask({ ...probe, saveTo: "answer.txt" }, echo)).toBe("pass");
    expect(readFileSync(join(root, "answer.txt"), "utf8")).toBe("you sent Bearer [redacted]");
    writeFileSync(join(root, "precious"), "precious");
    symlinkSync(join(root, "precious"), join(root, "link"));
    expect(await ask({ ...probe, saveTo: "link" }, echo)).toBe("pass");
    expect(readFileSync(join(root, "precious"), "utf8")).toBe("precious");
    expect(await ask({ ...probe, saveTo: "no/such/folder" }, echo)).toBe("pass");
    expect(existsSync(join(root, "no"))).toBe(false);
  });
});
