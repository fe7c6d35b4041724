import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { jqPath } from "../../../src/compile/runbook/jq.ts";
import { probeCommand } from "../../../src/compile/runbook/probe-command.ts";
import { Probe } from "../../../src/model/probe.ts";
import { contextOf, full } from "./full-context.ts";

const page = contextOf(full, "moved");
const command = (probe: unknown) => probeCommand(Probe.parse(probe), page);
const about = { title: "Title", proves: "Proof" };

describe("probeCommand()", () => {
  const expected: Record<string, readonly [unknown, string]> = {
    "a plain request throws the answer away and prints the status": [
      { kind: "http", ...about, url: "https://{host}/health", expect: { status: [200] } },
      `curl -sS --max-time 10 \\
  -o /dev/null \\
  -w "%{http_code}\\n" \\
  https://everything.staging.example.com/health`,
    ],
    "a request whose body counts shows it": [
      { kind: "http", ...about, url: "https://{host}/health", expect: { status: [200], bodyIncludes: "ok" } },
      `curl -sS --max-time 10 \\
  -w "\\n%{http_code}\\n" \\
  https://everything.staging.example.com/health`,
    ],
    "a request keeps its answer, quotes what it sends and reads its token from the environment": [
      {
        kind: "http",
        ...about,
        method: "POST",
        timeout: "1m30s",
        url: "http://localhost:40101/mcp?a=1&b='2'",
        headers: { accept: "application/json, text/event-stream" },
        bearerToken: "TOKEN",
        body: "it's $HOME\n`id`",
        saveTo: "answers/one two.txt",
        expect: { status: [400], bodyIncludes: "Content-Type" },
      },
      `curl -sS --max-time 90 \\
  -o 'answers/one two.txt' \\
  -w "%{http_code}\\n" \\
  -X POST \\
  'http://localhost:40101/mcp?a=1&b='\\''2'\\''' \\
  -H 'accept: application/json, text/event-stream' \\
  -H "Authorization: Bearer $TOKEN" \\
  --data-raw 'it'\\''s $HOME
\`id\`'
grep -F -- 'Content-Type' 'answers/one two.txt'`,
    ],
    "a request of every instance loops over them": [
      { kind: "http", ...about, every: "instance", method: "HEAD", url: "http://{instance}:{port}/$x", expect: { status: [200] } },
      `while read -r instance port; do
  echo "== $instance"
  curl -sS --max-time 10 \\
    -o /dev/null \\
    -w "%{http_code}\\n" \\
    --head \\
    "http://\${instance}:\${port}/\\$x"
done <<'INSTANCES'
instance-one 40101
instance-two 40102
INSTANCES`,
    ],
    "a JSON-RPC request is posted after the handshake, in its session, and its answer judged": [
      {
        kind: "json-rpc",
        ...about,
        url: "https://{host}/mcp",
        method: "tools/list",
        bearerToken: "TOKEN",
        expect: [{ path: "result.tools", expect: { exists: true } }],
      },
      `curl -sS --max-time 10 \\
  -X POST \\
  https://everything.staging.example.com/mcp \\
  -H "Content-Type: application/json" \\
  -H "Accept: application/json, text/event-stream" \\
  -H "Authorization: Bearer $TOKEN" \\
  -D session.txt \\
  -o answer.txt \\
  --data-raw '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"rampart","version":"1"}}}'
session=$(grep -i '^mcp-session-id:' session.txt | cut -d ' ' -f 2 | tr -d '\\r')
for message in '{"jsonrpc":"2.0","method":"notifications/initialized"}' \\
    '{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{}}'
do
  curl -sS --max-time 10 \\
    -X POST \\
    https://everything.staging.example.com/mcp \\
    -H "Content-Type: application/json" \\
    -H "Accept: application/json, text/event-stream" \\
    -H "Authorization: Bearer $TOKEN" \\
    -H "MCP-Protocol-Version: 2025-06-18" \\
    -H "Mcp-Session-Id: $session" \\
    -o answer.txt \\
    --data-raw "$message"
done
sed -n 's/^data: *//; /^{/p' answer.txt | jq -es 'map(select(type == "object" and .id == 2)) | last | .result.tools != null'`,
    ],
    "a command is kept to the letter": [
      { kind: "command", ...about, command: "uv run pytest tests/core -q | tee 'x'" },
      "uv run pytest tests/core -q | tee 'x'",
    ],
    "a query is kept to the letter": [
      { kind: "sql", ...about, connection: "DATABASE_URL", query: "SELECT '$1'\nFROM a;", expect: { rows: 1 } },
      `psql "$DATABASE_URL" -v ON_ERROR_STOP=1 <<'SQL'
SELECT '$1'
FROM a;
SQL`,
    ],
    "a receipt is asked with jq, the last line of each": [
      {
        kind: "receipt",
        ...about,
        file: "logs/drills.jsonl",
        format: "jsonl",
        latestPer: { field: "connector_id", values: ["a", "b"] },
        expect: [{ path: "window_hours", expect: { equals: 48 } }],
      },
      `jq -es 'map(select(.["connector_id"] == "a")) | last | .window_hours == 48' logs/drills.jsonl
jq -es 'map(select(.["connector_id"] == "b")) | last | .window_hours == 48' logs/drills.jsonl`,
    ],
    "a JSON receipt is asked as a whole": [
      { kind: "receipt", ...about, file: "logs/one.json", format: "json", expect: [{ path: "failures", expect: { empty: true } }] },
      "jq -es 'last | (.failures // [null] | length) == 0' logs/one.json",
    ],
  };
  test.each(Object.entries(expected))("%s", (_, [probe, text]) => {
    expect(command(probe)).toBe(text);
  });

  test.each(Object.entries(full.probes))("probe %s is a shell script without a syntax error", (_, probe) => {
    expect(() => execFileSync("sh", ["-n"], { input: probeCommand(probe, page), stdio: ["pipe", "ignore", "pipe"] })).not.toThrow();
  });

  test("a JSON-RPC request over SSE reads the stream that names the address to post to", () => {
    const text = command({ kind: "json-rpc", ...about, transport: "sse", url: "https://{host}/sse", method: "tools/list" });
    expect(() => execFileSync("sh", ["-n"], { input: text })).not.toThrow();
    expect(text).toMatch(/^curl -sSN .*\n {2}https:\/\/everything.staging.example.com\/sse/);
    expect(text).toContain('  "$endpoint" \\\n');
    expect(text).toMatch(
      /^for message in '\{.*"method":"initialize".*\n.*"method":"notifications\/initialized".*\n.*"id":2,"method":"tools\/list"/m,
    );
  });
});

// What the conditions mean is held against the real jq in test/real/probe-jq.test.ts.
describe("jqPath()", () => {
  test("quotes names that jq would read otherwise", () => {
    expect([jqPath("services.operator_api.session"), jqPath("a-b[0].$c")]).toEqual([".services.operator_api.session", '."a-b"[0]."$c"']);
  });
});
