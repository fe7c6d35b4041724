import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fakeServer, success, type FakeServer } from "../evidence/prometheus/fake-server.ts";
import { freePort } from "../evidence/prometheus/free-port.ts";
import { rampart } from "./scratch.ts";

const own = new URL("../..", import.meta.url).pathname;
const now = 1_800_000_000;
const since = now - 72 * 3600;
const stage = "canary-5";

/** What a Prometheus answers about a candidate that does well, or has an error rate. */
function answerTo(url: string, body: string, errors: number): string {
  const form = new URLSearchParams(body === "" ? url.split("?")[1] : body);
  const query = form.get("query") ?? "";
  if (url.includes("/status/buildinfo")) return success({ version: "2.42.0" });
  if (url.includes("/rules")) return success({ groups: [] });
  if (query === "time()") return success({ resultType: "scalar", result: [now, String(now)] });
  const metrics = query.startsWith("sum by (le)")
    ? Object.entries(buckets).map(([le, count]) => ({ metric: { le }, value: count }))
    : [{ metric: query.startsWith("rollout:candidate_weight") ? { stage } : {}, value: valueOf(query, errors) }];
  const known = metrics.filter(({ value }) => value !== undefined);
  if (!url.includes("query_range")) {
    return success({ resultType: "vector", result: known.map(({ metric, value }) => ({ metric, value: [now, String(value)] })) });
  }
  const [start, end, step] = ["start", "end", "step"].map((name) => Number(form.get(name)));
  const times: number[] = [];
  for (let time = start ?? 0; time <= (end ?? 0); time += step ?? 60) {
    if (time >= since || !query.startsWith("rollout:candidate_weight")) times.push(time);
  }
  const result =
    times.length === 0 ? [] : known.map(({ metric, value }) => ({ metric, values: times.map((time) => [time, String(value)]) }));
  return success({ resultType: "matrix", result });
}

/** Requests that took so long at most. */
const buckets = { 0.05: 0, 0.1: 98_000, 0.2: 100_000, "+Inf": 100_000 };

function valueOf(query: string, errors: number): number | undefined {
  if (query.startsWith("ALERTS") || query.includes("min_over_time")) return undefined;
  if (query.startsWith("timestamp(")) return now - 10;
  if (/[<>]= bool 0\.001$/.test(query)) return errors > 0.001 ? 0 : 1;
  if (query.includes(" bool ")) return 1;
  if (query.startsWith("sum(increase(mcp_request_errors")) return 100_000 * errors;
  if (query.startsWith("sum(increase(")) return 100_000;
  return query.includes("error_rate") ? errors : 0.1;
}

/** A project of one rollout in one environment. */
const root = mkdtempSync(join(tmpdir(), "rampart-gate-"));
let healthy: FakeServer;
let failing: FakeServer;
/** An address that nothing listens at. */
let nobody: string;

beforeAll(async () => {
  nobody = `http://127.0.0.1:${await freePort()}`;
  mkdirSync(join(root, "environments/production"), { recursive: true });
  for (const file of ["rollouts/mcp-gateway-rust.ts", "environments/production.ts", "environments/staging.ts"])
    cpSync(join(own, file), join(root, file));
  writeFileSync(join(root, "environments/production/mcp-gateway-rust.yaml"), `stage: ${stage}\n`);
  const at = new Date((now - 3600) * 1000).toISOString();
  const lines = ["user-complaints", "on-call-ready"].map((gate) => JSON.stringify({ gate, stage, by: "on-call", at }));
  writeFileSync(join(root, "environments/production/mcp-gateway-rust.confirmations.jsonl"), `${lines.join("\n")}\n`);
  healthy = await fakeServer(({ url, body }, response) => void response.end(answerTo(url, body, 0.0001)));
  failing = await fakeServer(({ url, body }, response) => void response.end(answerTo(url, body, 0.01)));
});

afterAll(async () => {
  rmSync(root, { recursive: true, force: true });
  await healthy.stop();
  await failing.stop();
});

const gate = (...args: readonly string[]) => rampart(root, "gate", ...args);
const standing = ["mcp-gateway-rust", "production"] as const;
// Loaded rules are asked for only when it is now that is judged, and the fake server has none.
const at = ["--at", new Date(now * 1000).toISOString().replace(".000Z", "Z")] as const;

describe("rampart gate", () => {
  test("ends with 0 when every gate passes, and tells each in one line", async () => {
    const { code, stdout } = await gate(...standing, ...at, "--prometheus", healthy.url);
    expect(code, stdout).toBe(0);
    expect(stdout).toContain("At canary-5 since 2027-01-12T08:00:00Z, as the stage series recorded it.");
    expect(stdout).toMatch(
      /^pass {2}error-rate {13}limit {9}Error rate of the candidate is 0\.01 % over 3d \(10 of 100.000 requests\), within the limit of 0\.1 %/m,
    );
    expect(stdout).toContain("Every gate passes: the stage may be left.");
  });

  test("ends with 1 when a gate fails, and proposes to go back", async () => {
    const { code, stdout } = await gate(...standing, ...at, "--prometheus", failing.url);
    expect(code).toBe(1);
    expect(stdout).toContain("Going back is proposed: error-rate.");
  });

  test("ends with 1 when something is only unknown", async () => {
    const { code, stdout } = await gate(...standing, "--prometheus", healthy.url);
    expect(code).toBe(1);
    expect(stdout).toContain("nothing is known to be wrong. Open: critical-alerts-quiet.");
    expect(stdout).not.toContain("People confirm");
  });

  test("ends with 75 when nobody answers, and says when to ask again", async () => {
    const { code, stdout } = await gate(...standing, "--prometheus", nobody);
    expect(code).toBe(75);
    expect(stdout).toContain(`nothing listens at ${new URL(nobody).host}`);
    expect(stdout).toContain("Ask again in 60 s.");
  });

  test("prints the same as JSON", async () => {
    const { stdout } = await gate(...standing, ...at, "--json", "--prometheus", failing.url);
    const printed: unknown = JSON.parse(stdout);
    expect(printed).toMatchObject({
      rollout: "mcp-gateway-rust",
      environment: "production",
      stage,
      answer: "fail",
      rollback: true,
      stay: { since: "2027-01-12T08:00:00Z", origin: "stage-series" },
    });
    expect(printed).toHaveProperty(
      "verdicts.0",
      expect.objectContaining({ gate: "error-rate", value: "0.01", threshold: "0.001", rollback: true }),
    );
  });

  const wrong: Readonly<Record<string, readonly [readonly string[], RegExp]>> = {
    "without an environment": [["mcp-gateway-rust"], /expected a rollout and an environment/],
    "of a host that is not this machine": [[...standing, "--prometheus", "https://evil.example.com"], /this machine only/],
    "at a moment without a zone": [[...standing, "--at", "2026-11-20T09:00:00", "--prometheus", "http://127.0.0.1:1"], /expected a moment/],
    "with options of a replay": [[...standing, "--from", "2026-11-20"], /--from without/],
    "as a replay without its times": [["test", ...standing], /expected --from and --to/],
    "as a replay of more moments than anybody reads": [
      ["test", ...standing, "--from", "2020-01-01", "--to", "2026-01-01", "--every", "1s"],
      /more than 20000 moments/,
    ],
    "of a rollout that is not there": [["nothing", "production"], /Cannot find rollout "nothing"/],
  };
  test.each(Object.entries(wrong))("ends with 2 when it is asked %s", async (_, [args, message]) => {
    const { code, stderr } = await gate(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe("rampart gate test", () => {
  const times = ["--from", "2027-01-14T08:00:00Z", "--to", "2027-01-14T20:00:00Z", "--every", "6h"] as const;

  test("replays the past, and tells what is not in it", async () => {
    const { code, stdout } = await gate("test", ...standing, ...times, "--prometheus", failing.url);
    expect(code, stdout).toBe(0);
    expect(stdout).toContain("error-rate pass 0 %, fail 100 %, unknown 0 %; would have proposed to go back 1 time");
    expect(stdout).toContain("on-call-ready not replayed: people answer it, not series");
  });

  test("ends with 75 when nobody answers", async () => {
    expect((await gate("test", ...standing, ...times, "--prometheus", nobody)).code).toBe(75);
  });

  const series = (answer: string): string => `tests:
  - name: errors of one in a hundred go back
    gate: error-rate
    candidate: 0.01x2880
    requests: 200x2880
    expect: { answer: ${answer}, rollback: true, reason: rollback-limit }
  - name: silence passes
    gate: critical-alerts-quiet
    expect: { answer: pass }
`;

  test("runs tests over synthetic series", async () => {
    writeFileSync(join(root, "gates.test.yaml"), series("fail"));
    expect(await gate("test", ...standing, "--series", "gates.test.yaml")).toMatchObject({
      code: 0,
      stdout: "ok errors of one in a hundred go back\nok silence passes\n2 tests, all as expected\n",
    });
  });

  test("ends with 1 when one of them is not as expected", async () => {
    writeFileSync(join(root, "gates.test.yaml"), series("pass"));
    const { code, stdout } = await gate("test", ...standing, "--series", "gates.test.yaml");
    expect(code).toBe(1);
    expect(stdout).toContain("expected pass, got fail (rollback-limit)");
  });

  test("ends with 2 for a file that is none, and names what is wrong", async () => {
    writeFileSync(join(root, "gates.test.yaml"), "tests:\n  - name: a\n    gate: error-rate\n    candidate: 1,2\n    expect: {}\n");
    const { code, stderr } = await gate("test", ...standing, "--series", "gates.test.yaml");
    expect(code).toBe(2);
    expect(stderr).toContain('has "1,2", which is no notation of values');
  });
});
