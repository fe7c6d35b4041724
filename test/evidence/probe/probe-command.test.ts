import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { probeCommand } from "../../../src/cli/commands/probe.ts";
import { run } from "../../../src/cli/run.ts";
import { ProbeReceipt } from "../../../src/evidence/probe/probe-receipt.ts";
import { readReceipts } from "../../../src/evidence/probe/receipt-store.ts";
import { json, serve, type Played } from "./serve.ts";

/** Secrets that must not be found anywhere. */
const canaries = {
  API_TOKEN: "canary-bearer-7f3a9c",
  NARROW_TOKEN: 'canary/+"quote?9d1e',
  DATABASE_URL: "postgresql://reader:canary-password-51b2@127.0.0.1:1/shop",
  LOGIN: "canary-of-a-command-c04d",
};
const secrets = [canaries.API_TOKEN, canaries.NARROW_TOKEN, "canary-password-51b2", canaries.LOGIN];

let root: string;
let played: Played;
let requests = 0;

beforeAll(async () => {
  // Answers with everything it was sent, the token above all.
  played = await serve((request, response, body) => {
    requests += 1;
    const { id, method }: { id?: number; method?: string } = JSON.parse(body === "" ? "{}" : body);
    if (request.url === "/rpc" && id !== undefined) {
      const result = method === "initialize" ? { protocolVersion: "2025-06-18" } : { echo: request.headers.authorization };
      return json(response, 200, { jsonrpc: "2.0", id, result });
    }
    if (request.url === "/rpc") return response.writeHead(202).end();
    return json(response, 200, { echo: request.headers.authorization });
  });
  root = mkdtempSync(join(tmpdir(), "rampart-probe-"));
  for (const folder of ["rollouts", "environments", "logs"]) mkdirSync(join(root, folder));
  const environment = new URL("../../../environments/staging.ts", import.meta.url);
  writeFileSync(join(root, "environments/staging.ts"), readFileSync(environment));
  writeFileSync(join(root, "rollouts/shop.ts"), definition(played.origin));
  writeFileSync(join(root, "logs/drill.json"), '{"at":"2020-01-01T00:00:00Z"}');
  // Loads the commands, which takes longer than they do.
  await Promise.all([rampart({}, "probe", "--help"), rampart({}, "rehearse", "--help")]);
}, 60_000);
afterAll(async () => {
  await played.close();
  rmSync(root, { recursive: true, force: true });
});

function definition(origin: string): string {
  const about = `title: "T", proves: "That it works"`;
  return `import { defineRollout } from "rampart";
export default defineRollout({
  name: "shop", title: "Shop", summary: "Shop", service: "shop", team: "shop",
  instances: { one: {}, two: {} },
  gates: {
    healthy: { kind: "probe", title: "Healthy", probes: ["health"] },
    drilled: { kind: "receipt", title: "Drilled", receipts: ["drill"] },
  },
  probes: {
    health: { kind: "http", ${about}, every: "instance", url: "${origin}/{instance}", bearerToken: "API_TOKEN", expect: { status: [200] } },
    drill: { kind: "receipt", ${about}, file: "logs/drill.json", format: "json", expect: [{ path: "at", expect: { within: "48h" } }] },
    body: { kind: "http", ${about}, url: "${origin}/body", bearerToken: "NARROW_TOKEN", saveTo: "logs/answer.txt", expect: { status: [404], bodyIncludes: "nothing" } },
    rpc: { kind: "json-rpc", ${about}, url: "${origin}/rpc", method: "tools/list", bearerToken: "API_TOKEN", expect: [{ path: "result.echo", expect: { empty: true } }] },
    login: {
      kind: "command", ${about}, variables: { LOGIN: "a login" },
      command: "echo \\"$LOGIN\\" >&2; echo \\"{\\\\\\"login\\\\\\":\\\\\\"$LOGIN\\\\\\"}\\"",
      expect: { json: [{ path: "login", expect: { equals: "nobody" } }] },
    },
    orders: { kind: "sql", ${about}, connection: "DATABASE_URL", query: "SELECT 1", expect: { rows: 1 } },
    gone: { kind: "http", ${about}, url: "http://127.0.0.1:1/", expect: { status: [200] } },
  },
  ladders: { staging: { stages: [
    { name: "before", title: "Before", levers: { wave: ["one"] }, gates: ["healthy"] },
    { name: "after", title: "After", levers: { wave: "rest" }, gates: ["healthy", "drilled"] },
  ] } },
  rollback: { levels: [{ title: "Back", blastRadius: "environment", when: "Ever", steps: [{ text: "Go back", command: "helm rollback shop" }], verify: ["gone"] }] },
  contacts: { shop: { role: "Shop" } },
});
`;
}

async function rampart(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  let stdout = "";
  let stderr = "";
  const code = await run(args, {
    cwd: root,
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
    color: false,
    interactive: false,
    env: (name) => env[name] ?? process.env[name],
  });
  return { code, stdout, stderr };
}

const probe = (...args: readonly string[]) => rampart(canaries, "probe", "shop", "staging", ...args);

describe("rampart probe", { timeout: 30_000 }, () => {
  test("runs what the stage needs, prints a table and writes a receipt below evidence/", async () => {
    const { code, stdout, stderr } = await probe();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const lines = stdout
      .replaceAll(/\d+ ms/g, "7 ms")
      .split("\n")
      .map((line) => line.replaceAll(/ +/g, " "));
    expect(lines.slice(0, 5)).toEqual([
      "Shop in staging, stage before",
      "",
      "probe instance result took what it proves",
      "health one pass 7 ms That it works",
      "",
    ]);
    expect(lines[5]).toMatch(/^receipt evidence\/shop\/staging\/probes-\d{8}T\d{9}Z-before\.json$/);
    const { receipts, problems } = readReceipts(root, "shop", "staging");
    expect(problems).toEqual([]);
    expect(receipts).toMatchObject([
      {
        rollout: "shop",
        environment: "staging",
        stage: "before",
        commit: null,
        definition: { file: "rollouts/shop.ts" },
        results: [{ probe: "health", instance: "one", result: "pass", faults: [] }],
      },
    ]);
  });

  test.each([
    ["0 when all is well", ["--probe", "health", "--instance", "two"], 0],
    ["1 when something failed", ["--probe", "gone", "--probe", "drill"], 1],
    ["75 when nobody answers", ["--probe", "gone"], 75],
    ["2 when there is no such probe", ["--probe", "helth"], 2],
    ["2 when there is no such option", ["--probes", "health"], 2],
  ])("ends with %s", async (_, args, code) => {
    expect((await probe(...args, "--out", "receipt.json")).code).toBe(code);
  });

  test("prints the receipt that it writes", async () => {
    const { stdout } = await probe("--probe", "drill", "--json", "--out", "elsewhere/receipt.json");
    const printed = ProbeReceipt.parse(JSON.parse(stdout));
    expect(ProbeReceipt.parse(JSON.parse(readFileSync(join(root, "elsewhere/receipt.json"), "utf8")))).toEqual(printed);
    expect(printed.results[0]?.faults).toEqual([expect.stringMatching(/^at is 2020-01-01T00:00:00Z, \d+w.* old, expected at most 48h$/)]);
  });

  test("runs nothing without its credentials, and names them", async () => {
    const before = readdirSync(join(root, "evidence/shop/staging")).length;
    const { code, stdout, stderr } = await rampart({ API_TOKEN: "two words" }, "probe", "shop", "staging", "--all");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      "error Cannot run these probes: NARROW_TOKEN is not set (body); DATABASE_URL is not set (orders); API_TOKEN holds characters that no header can carry, such as a space or a line break\n" +
        "hint  credentials come from environment variables: export them, or choose other probes with --probe\n",
    );
    expect(readdirSync(join(root, "evidence/shop/staging"))).toHaveLength(before);
  });

  test("shows no secret: not in its output, its receipt, or the answers it keeps", async () => {
    const table = await probe("--all", "--out", "all.json");
    const machine = await probe("--all", "--json", "--out", "all-json.json");
    expect([table.code, machine.code]).toEqual([1, 1]);
    const written = ["all.json", "all-json.json", "logs/answer.txt"].map((file) => readFileSync(join(root, file), "utf8"));
    // They were there to be shown.
    expect(table.stdout).toContain('result.echo is "Bearer [redacted]", expected it to be empty');
    expect(table.stdout).toContain('login is "[redacted]", expected "nobody"');
    expect(written[2]).toContain("Bearer [redacted]");
    const everything = [table.stdout, table.stderr, machine.stdout, machine.stderr, ...written].join("\n");
    for (const secret of secrets) {
      for (const form of [
        secret,
        JSON.stringify(secret).slice(1, -1),
        encodeURIComponent(secret),
        Buffer.from(secret).toString("base64").replace(/=+$/, ""),
      ]) {
        expect(everything).not.toContain(form);
      }
    }
  });
});

describe("rampart rehearse", { timeout: 30_000 }, () => {
  test("writes the same packet each time, and touches nothing", async () => {
    const before = requests;
    const [first, second] = [await rampart(canaries, "rehearse", "shop", "staging"), await rampart({}, "rehearse", "shop", "staging")];
    expect(first).toEqual(second);
    expect(first.code).toBe(0);
    expect(requests).toBe(before);
    expect(JSON.parse(first.stdout)).toMatchObject({ stage: { name: "before" }, change: { diff: [] }, credentials: ["API_TOKEN"] });
  });

  test("rehearses another stage with what moving there changes", async () => {
    const { code } = await rampart({}, "rehearse", "shop", "staging", "--stage", "after", "--out", "packets/after.json");
    expect(code).toBe(0);
    const packet: unknown = JSON.parse(readFileSync(join(root, "packets/after.json"), "utf8"));
    expect(packet).toMatchObject({
      stage: { name: "after" },
      change: { from: "before", diff: expect.arrayContaining([expect.stringContaining("after")]) },
      levers: { instances: ["one", "two"] },
      probes: [
        { probe: "health", instance: "one", request: { url: `${played.origin}/one`, headers: { authorization: "Bearer ${API_TOKEN}" } } },
        { probe: "health", instance: "two" },
        { probe: "drill", request: { file: "logs/drill.json" } },
        { probe: "gone", purpose: "rollback" },
      ],
      rollback: { levels: [{ steps: [{ command: "helm rollback shop" }] }] },
    });
  });

  test.each([[["shop"]], [["shop", "production"]], [["shop", "staging", "--stage", "afterwards"]]])("refuses %j", async (args) => {
    expect((await rampart({}, "rehearse", ...args)).code).toBe(2);
  });
});

test("the page of probes tells every option", () => {
  const page = readFileSync(new URL("../../../docs/probes.md", import.meta.url), "utf8");
  const told = [...page.matchAll(/^\| `--([a-z]+)/gm)].map(([, name]) => name);
  expect(new Set([...told, "root"])).toEqual(new Set(Object.keys(probeCommand.options)));
});
