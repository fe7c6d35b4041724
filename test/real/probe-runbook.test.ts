import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { probeCommand } from "../../src/compile/runbook/probe-command.ts";
import type { Page } from "../../src/compile/runbook/page.ts";
import { runProbe } from "../../src/evidence/probe/run-probe.ts";
import { Probe } from "../../src/model/probe.ts";
import { lastContexts } from "../evidence/probe/contexts.ts";
import { endpoints, tokens, type Mode } from "../evidence/probe/endpoints.ts";
import { serve, worldOf, type Played } from "../evidence/probe/serve.ts";
import { part } from "./harness/part.ts";

const { system, breakable } = part();
system("curl", /^curl (\S+)/.exec(execFileSync("curl", ["--version"], { encoding: "utf8" }))?.[1] ?? "of unknown version");
/** A command of the runbook, as it is run. */
const run = breakable(
  (command: string) => command,
  "commands send no token",
  () => (command) => command.replaceAll(/Authorization: Bearer [^"']*/g, "X-Nothing: 1"),
);

/** A request of a rollout, addressed to our server. */
interface Asked {
  readonly name: string;
  readonly probe: Extract<Probe, { readonly kind: "http" | "json-rpc" }>;
  readonly page: Page;
}

let mode: Mode = "good";
let played: Played;
let asked: readonly Asked[];
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "rampart-probe-"));
  played = await serve(endpoints(() => mode));
  const contexts = (await lastContexts()).filter(({ environment }) => environment.name === "production");
  const session = Probe.parse({
    kind: "json-rpc",
    title: "T",
    proves: "P",
    url: "http://{host}/session",
    method: "tools/list",
    bearerToken: "KOAN_MCP_TOKEN",
    expect: [{ path: "result.tools", expect: { exists: true } }],
  });
  asked = contexts.flatMap((page) =>
    Object.entries({ ...page.rollout.probes, ...(page.rollout.name === "koan-http-sse" ? { session } : {}) }).flatMap(([name, probe]) => {
      if (probe.kind !== "http" && probe.kind !== "json-rpc") return [];
      const url = probe.url.replace(/^https?:\/\/[^/]+/, played.origin);
      // A stream is read to the end of the time limit, and messages are a second apart.
      const timeout = probe.kind === "json-rpc" ? "6s" : "3s";
      const here = { ...probe, url, timeout, every: "rollout" as const };
      if (here.kind === "http") delete here.saveTo;
      return [{ name: `${page.rollout.name} ${name}`, probe: here, page }];
    }),
  );
});
afterAll(async () => {
  await played.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What somebody sees who copies the command: what it prints, and its exit code. */
function copied({ probe, page }: Asked): Promise<{ readonly code: number; readonly output: string }> {
  const cwd = mkdtempSync(join(folder, "run-"));
  const env = { PATH: process.env["PATH"], ...tokens };
  return new Promise((resolve) => {
    const child = execFile("bash", ["-c", run(probeCommand(probe, page))], { cwd, env, encoding: "utf8" }, (_, output) =>
      resolve({ code: child.exitCode ?? -1, output }),
    );
  });
}

/** Whether what is seen is what the runbook says is expected. */
function expected({ probe }: Asked, { code, output }: { readonly code: number; readonly output: string }): boolean {
  if (probe.kind === "json-rpc") return code === 0;
  const status = /(\d{3})\n*$/.exec(output)?.[1];
  const { bodyIncludes } = probe.expect;
  return probe.expect.status.includes(Number(status)) && (bodyIncludes === undefined || output.includes(bodyIncludes));
}

describe("a request and its command in the runbook say the same", () => {
  const cases: readonly (readonly [Mode, readonly string[] | undefined])[] = [
    // Our server is not reached by two schemes.
    ["good", ["koan-http-sse https-redirect"]],
    [
      "open",
      [
        "koan-http-sse anonymous-refused",
        "koan-http-sse scope-enforced",
        "koan-http-sse https-redirect",
        "mcp-token-shaping mcp-unauthorised",
        "mcp-token-shaping tools-call-unauthorised",
      ],
    ],
    ["broken", undefined],
  ];
  test.each(cases)("of a server that is %s", async (how, failing) => {
    mode = how;
    const said = await Promise.all(
      asked.map(async (one) => {
        const asking = { name: one.name, probe: one.probe, instance: undefined, digest: "" };
        const world = worldOf({ fetch }, tokens);
        const [found, seen] = await Promise.all([runProbe(asking, world, new AbortController().signal, (text) => text), copied(one)]);
        return { name: one.name, probe: found.result === "pass", command: expected(one, seen) };
      }),
    );
    expect(said.filter(({ probe, command }) => probe !== command)).toEqual([]);
    expect(said.filter(({ probe }) => !probe).map(({ name }) => name)).toEqual(failing ?? said.map(({ name }) => name));
    expect(said.length).toBeGreaterThan(14);
  });
});
