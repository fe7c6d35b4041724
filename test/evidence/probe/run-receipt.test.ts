import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runReceipt } from "../../../src/evidence/probe/run-receipt.ts";
import { Probe } from "../../../src/model/probe.ts";
import { ownContext } from "./contexts.ts";

const now = Date.parse("2025-09-26T12:00:00Z");
type ReceiptProbe = Extract<Probe, { readonly kind: "receipt" }>;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "rampart-probe-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
}

function judge(probe: ReceiptProbe): readonly string[] {
  const { result, faults } = runReceipt(probe, { root, env: () => undefined, fetch, now: () => now });
  return [result, ...faults];
}

function receipt(probe: object): ReceiptProbe {
  const parsed = Probe.parse({
    kind: "receipt",
    title: "T",
    proves: "P",
    file: "r.json",
    format: "json",
    expect: [{ path: "ok", expect: { equals: true } }],
    ...probe,
  });
  if (parsed.kind !== "receipt") throw new Error("expected a receipt");
  return parsed;
}

async function ofRollout(rollout: string, environment: string, name: string): Promise<ReceiptProbe> {
  const probe = (await ownContext(rollout, environment)).rollout.probes[name];
  if (probe?.kind !== "receipt") throw new Error(`expected ${name} to be a receipt`);
  return probe;
}

describe("the smoke receipt of operator-mcp", () => {
  const clean = {
    targets: ["operator_api", "operator_upload", "crown_handshake"],
    services: { operator_api: { session: { session_id: "abc", accepted_contexts: ["stage-b-rehearsal"] } } },
    doctrine_failures: [],
  };
  const cases: Record<string, readonly [object, readonly string[]]> = {
    "is good when everything is there and no doctrine failed": [clean, ["pass"]],
    "is bad when a doctrine failed": [
      { ...clean, doctrine_failures: ["rotation window is PT24H"] },
      ["fail", 'doctrine_failures is ["rotation window is PT24H"], expected it to be empty'],
    ],
    "is bad when it does not tell of doctrine failures": [
      { targets: clean.targets, services: clean.services },
      ["fail", "doctrine_failures is not there, expected it to be empty"],
    ],
    "is bad in every way that something is missing": [
      { targets: ["operator_api"], services: { operator_api: {} }, doctrine_failures: [] },
      [
        "fail",
        'targets is ["operator_api"], expected a list with "operator_api", "operator_upload", "crown_handshake"',
        "services.operator_api.session is not there, expected a value",
        'services.operator_api.session.accepted_contexts is not there, expected a list with "stage-b-rehearsal"',
      ],
    ],
  };
  test.each(Object.entries(cases))("%s", async (_, [content, wanted]) => {
    write("logs/stage_b_smoke.json", JSON.stringify(content));
    expect(judge(await ofRollout("operator-mcp", "staging", "smoke-receipt"))).toEqual(wanted);
  });

  test("is bad when it is not there", async () => {
    expect(judge(await ofRollout("operator-mcp", "staging", "smoke-receipt"))).toEqual(["fail", "logs/stage_b_smoke.json does not exist"]);
  });
});

describe("the rotation ledger of operator-mcp", () => {
  const line = (connector: string, at: string, hours: unknown = 48) =>
    JSON.stringify({ connector_id: connector, rotated_at: at, window_hours: hours });
  const cases: Record<string, readonly [readonly string[], readonly string[]]> = {
    "is good when both connectors rotated within 48 h": [
      [
        line("operator_api", "2025-09-20T10:00:00Z", 24),
        line("operator_api", "2025-09-25T10:00:29Z"),
        line("operator_upload", "2025-09-24T12:00:00Z"),
      ],
      ["pass"],
    ],
    "is bad when one rotated longer ago": [
      [line("operator_api", "2025-09-25T10:00:29Z"), line("operator_upload", "2025-09-24T11:59:59Z")],
      ["fail", "operator_upload: rotated_at is 2025-09-24T11:59:59Z, 2d1s old, expected at most 48h"],
    ],
    "is bad when the last window is shorter": [
      [
        line("operator_api", "2025-09-25T10:00:29Z"),
        line("operator_upload", "2025-09-25T10:00:29Z"),
        line("operator_api", "2025-09-25T11:00:00Z", 24),
      ],
      ["fail", "operator_api: window_hours is 24, expected 48"],
    ],
    "is bad when the window is a text": [
      [line("operator_api", "2025-09-25T10:00:29Z", "48"), line("operator_upload", "2025-09-25T10:00:29Z")],
      ["fail", 'operator_api: window_hours is "48", expected 48'],
    ],
    "is bad when one has no line": [
      [line("operator_api", "2025-09-25T10:00:29Z")],
      ["fail", 'logs/stage_b_rotation_drills.jsonl has no line with connector_id "operator_upload"'],
    ],
    "is bad when a line is cut": [
      [line("operator_api", "2025-09-25T10:00:29Z"), '{"connector_id":"operator_upload","rota'],
      ["fail", "logs/stage_b_rotation_drills.jsonl line 2 is no JSON"],
    ],
    "is bad when a drill is said to come": [
      [line("operator_api", "2025-09-27T10:00:29Z"), line("operator_upload", "2025-09-25T10:00:29Z")],
      ["fail", "operator_api: rotated_at is 2025-09-27T10:00:29Z, 22h29s ahead of now, expected a time that has come, at most 48h old"],
    ],
  };
  test.each(Object.entries(cases))("%s", async (_, [content, wanted]) => {
    write("logs/stage_b_rotation_drills.jsonl", `${content.join("\n")}\n`);
    expect(judge(await ofRollout("operator-mcp", "production", "rotation-ledger"))).toEqual(wanted);
  });

  test("stays good until the older of the two runs out", async () => {
    write(
      "logs/stage_b_rotation_drills.jsonl",
      `${line("operator_api", "2025-09-25T10:00:29Z")}\n${line("operator_upload", "2025-09-26T10:00:00Z")}\n`,
    );
    const { holdsUntil } = runReceipt(await ofRollout("operator-mcp", "production", "rotation-ledger"), {
      root,
      env: () => undefined,
      fetch,
      now: () => now,
    });
    expect(holdsUntil).toBe(Date.parse("2025-09-27T10:00:29Z") / 1000);
  });
});

describe("the rollback rehearsal of butlers-streamable-http", () => {
  const good = { environment: "staging", level: "release", verdict: "pass", finished_at: "2025-09-20T10:00:00Z", notes: "went well" };
  const cases: Record<string, readonly [object, readonly string[]]> = {
    "is good when it passed outside of production": [good, ["pass"]],
    "does not count in production": [
      { ...good, environment: "production" },
      ["fail", 'environment is "production", expected one of "development", "staging"'],
    ],
    "does not count as a switch of the adapter": [
      { ...good, level: "adapter" },
      ["fail", 'level is "adapter", expected one of "release", "source"'],
    ],
    "does not count when it failed": [{ ...good, verdict: "fail" }, ["fail", 'verdict is "fail", expected "pass"']],
    "needs notes and a time": [
      { ...good, notes: null, finished_at: "last week" },
      [
        "fail",
        'finished_at is "last week", expected a UTC time such as 2025-10-15T09:00:00Z',
        "notes is not there, expected a value",
        'finished_at is "last week", expected a UTC time at most 30d old',
      ],
    ],
  };
  test.each(Object.entries(cases))("%s", async (_, [content, wanted]) => {
    write("evidence/butlers-streamable-http/rollback-rehearsal.json", JSON.stringify(content));
    expect(judge(await ofRollout("butlers-streamable-http", "production", "rollback-rehearsal"))).toEqual(wanted);
  });

  test.each([
    ["2025-08-27T12:00:00Z", ["pass"]],
    ["2025-08-27T11:59:59Z", ["fail", "finished_at is 2025-08-27T11:59:59Z, 4w2d1s old, expected at most 30d"]],
  ])("of %s, which must be of the last 30 days", async (finished, wanted) => {
    write("evidence/butlers-streamable-http/rollback-rehearsal.json", JSON.stringify({ ...good, finished_at: finished }));
    expect(judge(await ofRollout("butlers-streamable-http", "production", "rollback-rehearsal"))).toEqual(wanted);
  });
});

describe("a receipt", () => {
  const cases: Record<string, readonly [() => void, object, string | RegExp]> = {
    "outside of the project is not read": [() => undefined, { file: "../r.json" }, "../r.json leads out of the project"],
    "behind a link is not read": [
      () => {
        write("real.json", '{"ok":true}');
        symlinkSync(join(root, "real.json"), join(root, "r.json"));
      },
      {},
      "r.json is a symbolic link",
    ],
    "in a folder that leads outside is not read": [
      () => symlinkSync("/etc", join(root, "out")),
      { file: "out/hostname" },
      "out/hostname leads out of the project",
    ],
    "that is a folder is not read": [() => mkdirSync(join(root, "r.json")), {}, "r.json is not a regular file"],
    "that is too large is not read": [() => write("r.json", `{"ok":true,"x":"${"x".repeat(4 * 1_048_576)}"}`), {}, /more than 4 MiB$/],
    "that is not UTF-8 is not read": [() => write("r.json", new Uint8Array([0xff, 0xfe])), {}, "r.json is not UTF-8 text"],
    "that is empty is no JSON": [() => write("r.json", ""), {}, "r.json is no JSON"],
    "that says something twice cannot be judged": [
      () => write("r.json", '{"ok":false,"ok":true}'),
      {},
      'r.json cannot be judged: the key "ok" is given twice at line 1',
    ],
    "of lines without a line has nothing to judge": [() => write("r.json", "\n\n"), { format: "jsonl" }, "r.json has no line"],
  };
  test.each(Object.entries(cases))("%s", (_, [prepare, probe, wanted]) => {
    prepare();
    const [result, fault, ...more] = judge(receipt(probe));
    expect([result, more]).toEqual(["fail", []]);
    expect(fault).toMatch(wanted);
  });

  test("of lines is judged by its last", () => {
    write("r.json", '{"ok":false}\n\n{"ok":true}\n');
    expect(judge(receipt({ format: "jsonl" }))).toEqual(["pass"]);
  });
});
