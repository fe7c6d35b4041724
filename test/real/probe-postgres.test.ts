import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runProbe } from "../../src/evidence/probe/run-probe.ts";
import { Probe } from "../../src/model/probe.ts";
import { ownContext } from "../evidence/probe/contexts.ts";
import { part } from "./harness/part.ts";

/** Folder of PostgreSQL's programs, which Debian does not put on the path. */
function programs(): string {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((left, right) => Number(right) - Number(left)) : [];
  const found = [...versions.map((version) => join(debian, version, "bin")), ...(process.env["PATH"] ?? "").split(":")].find((folder) =>
    existsSync(join(folder, "initdb")),
  );
  if (found === undefined)
    throw new Error("These tests need PostgreSQL: install it (Debian: `apt-get install postgresql`), or put its initdb on the PATH");
  return found;
}

const { system, breakable } = part();
system("PostgreSQL", execFileSync(join(programs(), "postgres"), ["--version"], { encoding: "utf8" }).replace(/^\D+/, ""));
/** A query as it is sent. */
const sent = breakable(
  (query: string) => query,
  "queries ask for their first row alone",
  () => (query) => `SELECT * FROM (${query.replace(/;$/, "")}) AS all_rows LIMIT 1`,
);

const password = "canary-password-8a6e";
let folder: string;
let server: ChildProcess;
let port: number;
let admin: pg.Client;

const url = (more = "", secret = password, database = "postgres") => `postgresql://reader:${secret}@127.0.0.1:${port}/${database}${more}`;

/** PostgreSQL refuses to run as root. */
function unprivileged(program: string, args: readonly string[]): readonly [string, readonly string[]] {
  return userInfo().uid === 0 ? ["runuser", ["-u", "postgres", "--", program, ...args]] : [program, args];
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("expected a port");
  return address.port;
}

beforeAll(async () => {
  const bin = programs();
  folder = mkdtempSync(join(tmpdir(), "rampart-postgres-"));
  if (userInfo().uid === 0) {
    const id = (kind: "-u" | "-g") => Number(execFileSync("id", [kind, "postgres"], { encoding: "utf8" }));
    chownSync(folder, id("-u"), id("-g"));
  }
  port = await freePort();
  const data = join(folder, "data");
  const [initdb, made] = unprivileged(join(bin, "initdb"), [
    "-D",
    data,
    "-U",
    "admin",
    "--auth-host=scram-sha-256",
    "--auth-local=trust",
    "--no-sync",
    "-E",
    "UTF8",
    "--locale=C",
  ]);
  execFileSync(initdb, made, { cwd: folder, stdio: "ignore" });
  const [postgres, args] = unprivileged(join(bin, "postgres"), [
    "-D",
    data,
    "-p",
    String(port),
    "-k",
    folder,
    "-c",
    "listen_addresses=127.0.0.1",
    "-c",
    "fsync=off",
  ]);
  server = spawn(postgres, args, { cwd: folder, stdio: "ignore" });
  admin = await connected();
  await admin.query(`CREATE ROLE reader LOGIN PASSWORD '${password}'`);
  await admin.query("CREATE TABLE sessions (id bigint, prompt text, tool_calls jsonb, started_at timestamptz)");
  await admin.query("GRANT ALL ON sessions TO reader");
  await admin.query("GRANT CREATE ON SCHEMA public TO reader");
}, 60_000);

afterAll(async () => {
  await admin.end();
  // `runuser` does not hand every signal on: the server's own process is in its lock file.
  const pid = execFileSync("head", ["-n", "1", join(folder, "data/postmaster.pid")], { encoding: "utf8" }).trim();
  const gone = new Promise((resolve) => server.once("exit", resolve));
  process.kill(Number(pid), "SIGINT");
  await gone;
  rmSync(folder, { recursive: true, force: true });
});

async function connected(): Promise<pg.Client> {
  for (let left = 100; ; left -= 1) {
    const client = new pg.Client({ host: folder, port, user: "admin", database: "postgres" });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => void setTimeout(resolve, 100));
    }
  }
}

async function ask(probe: Probe, connection: string): Promise<string> {
  const world = {
    root: folder,
    env: (name: string) => (name === "URL" || name === "BUTLER_DATABASE_URL" ? connection : undefined),
    fetch,
    now: Date.now,
  };
  const { result, faults } = await runProbe(
    { name: "p", probe, instance: undefined, digest: "" },
    world,
    new AbortController().signal,
    (text) => text,
  );
  const said = `${result} ${faults.join("; ")}`.trim();
  expect(said).not.toContain("canary");
  return said;
}

const sql = (query: string, more: object = {}) =>
  Probe.parse({ kind: "sql", title: "T", proves: "P", connection: "URL", query: sent(query), expect: { rows: 1 }, timeout: "5s", ...more });

describe("an SQL probe", () => {
  test("of butlers-streamable-http sees the tool calls that sessions recorded", async () => {
    const probe = (await ownContext("butlers-streamable-http", "production")).rollout.probes["notify-tool-calls"];
    if (probe === undefined) throw new Error("expected the probe");
    const add = (id: number, prompt: string, calls: string, ago: string) =>
      admin.query("INSERT INTO sessions VALUES ($1, $2, $3::jsonb, now() - $4::interval)", [id, prompt, calls, ago]);
    const none = "of 0 rows with tool_call_count > 0, expected at least 1";
    expect(await ask(probe, url())).toBe(`fail 0 ${none}`);
    await add(1, "please notify me", '[{"tool":"notify"}]', "31 minutes");
    expect(await ask(probe, url())).toBe(`fail 0 ${none}`);
    await add(2, "please notify me", "[]", "1 minute");
    await add(3, "please do something else", '[{"tool":"x"}]', "1 minute");
    expect(await ask(probe, url())).toBe("fail 0 of 1 rows with tool_call_count > 0, expected at least 1");
    await add(4, "NOTIFY them", '[{"tool":"notify"}]', "1 minute");
    expect(await ask(probe, url())).toBe("pass");
  });

  const over = (column: string, rows = 1) => ({ expect: { rows, where: { column, greaterThan: 1.5 } } });
  const cases: Record<string, readonly [Probe, string]> = {
    "counts rows": [sql("SELECT generate_series(1, 3)", { expect: { rows: 3 } }), "pass"],
    "misses rows": [sql("SELECT generate_series(1, 3);", { expect: { rows: 4 } }), "fail 3 rows, expected at least 4"],
    "is content with none": [sql("SELECT 1 WHERE false", { expect: { rows: 0 } }), "pass"],
    "compares whole, exact and floating numbers": [
      sql("SELECT * FROM (VALUES (2::bigint, 1.6::numeric, 1e3::float8, 2::smallint)) t(a, b, c, d)", over("b")),
      "pass",
    ],
    "counts no null, no NaN, no text": [
      sql("SELECT * FROM (VALUES (NULL), ('NaN'), ('2 apples'), ('1.5'), ('2')) t(a)", over("a", 2)),
      "fail 1 of 5 rows with a > 1.5, expected at least 2",
    ],
    "misses its column": [sql("SELECT 1 AS b", over("a")), "fail the rows have no column a"],
    "stops reading when there is enough": [sql("SELECT generate_series(1, 1000000000000) AS a", over("a", 2)), "pass"],
    "stops reading when there is too much": [
      sql("SELECT 0 AS a, generate_series(1, 1000000000000)", over("a")),
      "fail 0 of 10000 rows with a > 1.5 in the first 10000, expected at least 1",
    ],
    "writes nothing": [
      sql("INSERT INTO sessions VALUES (9) RETURNING id"),
      "fail the database refused: SQLSTATE 25006, cannot execute INSERT in a read-only transaction",
    ],
    "takes one statement, not a second that leaves the transaction": [
      sql("COMMIT; CREATE TABLE escaped (a int)"),
      "fail the database refused: SQLSTATE 42601, cannot insert multiple commands into a prepared statement",
    ],
    "cannot make its transaction write": [
      sql("SELECT set_config('transaction_read_only', 'off', false), pg_sleep(0)"),
      "fail the database refused: SQLSTATE 25001, transaction read-write mode must be set before any query",
    ],
    "does not wait longer than it may": [sql("SELECT pg_sleep(30)", { timeout: "300ms" }), "unreachable no answer within 300ms"],
    "tells an unknown table": [
      sql("SELECT 1 FROM no_such_table"),
      'fail the database refused: SQLSTATE 42P01, relation "no_such_table" does not exist',
    ],
    "does not repeat data that an error shows": [
      sql("SELECT prompt::int FROM (SELECT 'canary-data' AS prompt) t"),
      "fail the database refused: SQLSTATE 22P02",
    ],
  };
  test.each(Object.entries(cases))("%s", async (_, [probe, wanted]) => {
    expect(await ask(probe, url())).toBe(wanted);
  });

  test("left nothing behind", async () => {
    const { rows } = await admin.query<{ escaped: unknown; ninth: string }>(
      "SELECT to_regclass('escaped') AS escaped, (SELECT count(*) FROM sessions WHERE id = 9) AS ninth",
    );
    expect(rows).toEqual([{ escaped: null, ninth: "0" }]);
    const running =
      "SELECT 1 FROM pg_stat_activity WHERE application_name = 'rampart' AND state = 'active' AND query LIKE '%pg_sleep(30)%'";
    // A server takes a moment to see that a query is cancelled; by itself this one would go on for half a minute.
    await expect.poll(async () => (await admin.query(running)).rowCount, { timeout: 15_000 }).toBe(0);
  });

  test.each([
    ["nobody listens", () => "postgresql://reader:canary@127.0.0.1:1/x", /^unreachable no answer: ECONNREFUSED$/],
    [
      "the database is another",
      () => url("", password, "nowhere"),
      /^fail the database refused: SQLSTATE 3D000, database "nowhere" does not exist$/,
    ],
    [
      "the password is wrong",
      () => url("", "canary-wrong"),
      /^fail the database refused: SQLSTATE 28P01, password authentication failed for user "reader"$/,
    ],
    ["the string is none", () => "postgresql://reader:canary@127.0.0.1:port/x", /^fail URL holds no connection string/],
  ])("when %s", async (_, connection, wanted) => {
    expect(await ask(sql("SELECT 1"), connection())).toMatch(wanted);
  });
});
